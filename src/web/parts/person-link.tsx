import { Link } from 'wouter';
import { personInWords } from './words.js';

interface Given {
  /** Id of the person. */
  readonly id: string;
  /** Makers of the work that it is about: by the name that the registration gives to this key. */
  readonly makers: readonly { readonly name: string; readonly person: { readonly id: string } | null }[];
}

/** A person by their key, and before it by the name that the work's registration gives it. */
export function PersonLink({ id, makers }: Given) {
  const name = makers.find(({ person }) => person?.id === id)?.name;
  return (
    <>
      {name !== undefined && (
        <>
          <bdi>{name}</bdi>{' '}
        </>
      )}
      <Link href={`/people/${id}`}>{personInWords(id)}</Link>
    </>
  );
}
