import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether, writeTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { TrainingPreference } from './training-preference.js';

export const TrainingPreferences = new EntitySchema<TrainingPreference>({
  name: 'training_preferences',
  columns: {
    statement: { type: 'text', ...keyOf('training_preferences') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    uses: { type: 'jsonb' },
    constraints: { type: 'text', nullable: true },
    policyUrl: { type: 'text', nullable: true },
    statedBy: { type: 'text' },
    capacity: { type: 'text' },
    statedAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_training_preferences_index', columns: ['statementIndex'] }],
  indices: [{ name: 'ix_training_preferences_work', columns: ['work', 'statementIndex'] }],
});

export const savePreference = writeTogether(async (tables: Tables, rows: readonly TrainingPreference[]) => {
  await tables.insert(
    TrainingPreferences,
    rows.map((row) => ({ ...row, uses: { ...row.uses } })),
  );
});

/** All that was stated of several works, in the order of the register. */
export const preferencesOfWorks = readTogether(
  (tables: Tables, works: readonly string[]): Promise<TrainingPreference[]> =>
    readRows(tables, TrainingPreferences, 'WHERE work = ANY($1) ORDER BY statement_index', [works]),
  ({ work }) => work,
);

/** Works of which a file is, one of which at least something is stated. */
export async function preferencesOfFile(tables: Tables, cid: string): Promise<TrainingPreference[]> {
  return readRows(
    tables,
    TrainingPreferences,
    'WHERE work IN (SELECT work FROM work_files WHERE file = $1) ORDER BY statement_index',
    [cid],
  );
}

/** Files of works of which something is stated, with the works; some at once, by their CIDs. */
export const filesWithPreference = (
  tables: Tables,
  after: string,
  limit: number,
): Promise<{ file: string; work: string }[]> =>
  tables.query(
    `SELECT DISTINCT f.file, f.work FROM training_preferences p JOIN work_files f ON f.work = p.work
      WHERE f.file > $1 ORDER BY f.file, f.work LIMIT $2`,
    [after, limit],
  );
