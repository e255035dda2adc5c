import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { Work } from './work.js';

export const Works = new EntitySchema<Work>({
  name: 'works',
  columns: {
    id: { type: 'text', ...keyOf('works') },
    statementIndex: { ...bigintColumn },
    title: { type: 'text' },
    makers: { type: 'jsonb' },
    dateMade: { type: 'text', nullable: true },
    medium: { type: 'text', nullable: true },
    description: { type: 'text', nullable: true },
    altText: { type: 'text', nullable: true },
    registrant: { type: 'text' },
    registeredAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_works_index', columns: ['statementIndex'] }],
  indices: [{ name: 'ix_works_registrant', columns: ['registrant', 'statementIndex'] }],
});

export async function saveWork(tables: Tables, work: Work): Promise<void> {
  await tables.insert(Works, { ...work, makers: [...work.makers] });
}

export const workById = async (tables: Tables, id: string): Promise<Work | null> =>
  (await worksById(tables, [id]))[0] ?? null;

export const worksById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<Work[]> =>
    readRows(tables, Works, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

/** Works from the newest back, after a place; of some registrants where they are given. */
export const newestWorks = (
  tables: Tables,
  {
    before,
    registrants,
    limit,
  }: { before: bigint | null; registrants: readonly string[] | null; limit: number },
): Promise<Work[]> =>
  readRows(
    tables,
    Works,
    `WHERE ($1::bigint IS NULL OR statement_index < $1) AND ($2::text[] IS NULL OR registrant = ANY($2))
     ORDER BY statement_index DESC LIMIT $3`,
    [before === null ? null : String(before), registrants, limit],
  );
