import { SCHEMA } from '../../src/adapters/database/open-database.js';
import { DERIVED_TABLES } from '../../src/register/derived-store.js';
import type { Database } from '../../src/ports.js';

const namesOf = (tables: readonly { readonly options: { readonly name: string } }[]): string[] =>
  tables.map(({ options }) => options.name);

export const ALL_TABLES: readonly string[] = namesOf(SCHEMA.entities);
export const DERIVED: readonly string[] = namesOf(DERIVED_TABLES);

/** What a server writes on its own, after every statement and for every upload. */
const BACKGROUND = new Set(['checkpoints', 'anchors', 'anchor_attempts', 'anchor_senders', 'uploads']);
export const RECORD_TABLES = ALL_TABLES.filter((name) => !BACKGROUND.has(name));

/** Every row of the tables as PostgreSQL writes it, in an order that does not depend on how it came there. */
export async function dump(
  { tables }: Pick<Database, 'tables'>,
  names: readonly string[],
): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const name of names) {
    const rows = await tables.query<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** Runs what must change nothing, and says so if it does. */
export async function changingNothing<T>(
  database: Database,
  act: () => Promise<T>,
  names: readonly string[] = ALL_TABLES,
): Promise<T> {
  const before = await dump(database, names);
  const result = await act();
  expect(await dump(database, names)).toEqual(before);
  return result;
}
