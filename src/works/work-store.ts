import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { ChooseWorks } from './work-filter-store.js';
import { workIndex, type WorkIndex } from './work-index.js';
import type { Work } from './work.js';

/** A row: a work, with what it is found by, which is not read with it. */
export type WorkRow = Work & WorkIndex;

export const Works = new EntitySchema<WorkRow>({
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
    words: { type: 'tsvector', default: '', select: false },
    madeFrom: { type: 'integer', nullable: true, select: false },
    madeTo: { type: 'integer', nullable: true, select: false },
  },
  uniques: [{ name: 'uq_works_index', columns: ['statementIndex'] }],
  indices: [
    { name: 'ix_works_registrant', columns: ['registrant', 'statementIndex'] },
    // TypeORM knows no GIN.
    { name: 'ix_works_words', synchronize: false },
  ],
});

export async function saveWork(tables: Tables, work: Work): Promise<void> {
  await tables.insert(Works, { ...work, ...workIndex(work), makers: [...work.makers] });
}

export const workById = async (tables: Tables, id: string): Promise<Work | null> =>
  (await worksById(tables, [id]))[0] ?? null;

export const worksById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<Work[]> =>
    readRows(tables, Works, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

/** Works from the newest back, after a place; of some registrants where they are given, and of those that are chosen. */
export const newestWorks = (
  tables: Tables,
  {
    before,
    registrants,
    limit,
    choice,
  }: { before: bigint | null; registrants: readonly string[] | null; limit: number; choice: ChooseWorks },
): Promise<Work[]> => {
  const { before: sets, where, parameters } = choice(3);
  return readRows(
    tables,
    Works,
    `w WHERE ($1::bigint IS NULL OR statement_index < $1) AND ($2::text[] IS NULL OR registrant = ANY($2)) AND ${where}
     ORDER BY statement_index DESC LIMIT $3`,
    [before === null ? null : String(before), registrants, limit, ...parameters],
    sets,
  );
};
