import { Link } from 'wouter';
import { useName } from './known-names.js';
import { personInWords } from './words.js';

interface Given {
  /** Id of the person. */
  readonly id: string;
}

/** A person by their key, and before it by the name that is known of them. */
export function PersonLink({ id }: Given) {
  const name = useName(id);
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
