import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { personInWords } from './words.js';

interface Given {
  /** Makers of a work as its registration has them. */
  readonly makers: readonly {
    readonly name: string;
    readonly person: { readonly keys: readonly string[] } | null;
  }[];
  readonly children: ReactNode;
}

/** Names by the addresses of keys. */
const Names = createContext<ReadonlyMap<string, string>>(new Map());

/** Within it persons are called by the name that the work's registration gives them too, by whichever of their keys they are told. */
export function KnownNames({ makers, children }: Given) {
  const names = useMemo(() => namesOf(makers), [makers]);
  return <Names value={names}>{children}</Names>;
}

/** By key; of one key that has two names there none is told. */
function namesOf(makers: Given['makers']): ReadonlyMap<string, string> {
  const names = new Map<string, string | null>();
  for (const { name, person } of makers)
    for (const key of person?.keys ?? []) {
      const before = names.get(key);
      names.set(key, before === undefined || before === name ? name : null);
    }
  return new Map([...names].flatMap(([key, name]) => (name === null ? [] : [[key, name] as const])));
}

/** Says whose word the names are, where there are some. */
export const NamesNote = () =>
  useContext(Names).size > 0 ? (
    <span className="quiet"> Names before keys are the registration’s word.</span>
  ) : null;

/** The name that is known of a person, by their id; it is the word of whoever registered the work. */
export function useName(id: string): string | undefined {
  return useContext(Names).get(keyOf(id));
}

/** Persons in plain text, such as an option: “Ada (0x1234…abcd)”. */
export function usePersonWords(): (id: string) => string {
  const names = useContext(Names);
  return (id) => {
    const name = names.get(keyOf(id));
    return name === undefined ? personInWords(id) : `${name} (${personInWords(id)})`;
  };
}

const keyOf = (id: string): string => id.replace(/^person:/, '');
