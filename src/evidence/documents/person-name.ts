import { keysBy } from '../../people/key-rotation.js';
import type { WorkRecord } from './work-record.js';

/** How documents name a key: by the maker's name that the registration gives to it or to another key of the same person; else the key itself. */
export function personName(record: Pick<WorkRecord, 'work' | 'rotations'>, key: string): string {
  const keys = keysBy(record.rotations.map(({ from, to }) => ({ fromKey: from, toKey: to })))(key);
  return makerOf(record, keys) ?? key;
}

/** The name with the key, as in "Ada Lovelace (0x9dfa…)": names are claimed, keys signed. */
export function namedPerson(record: Pick<WorkRecord, 'work' | 'rotations'>, key: string): string {
  const name = personName(record, key);
  return name === key ? key : `${name} (${key})`;
}

const makerOf = ({ work }: Pick<WorkRecord, 'work'>, keys: readonly string[]): string | undefined =>
  work.makers.find(({ person }) => person !== undefined && keys.includes(person))?.name;

/** The name with the key under it, for where each has a line of its own. */
export const personLines = (record: Pick<WorkRecord, 'work' | 'rotations'>, key: string): string => {
  const name = personName(record, key);
  return name === key ? key : `${name}\n${key}`;
};
