import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether, writeTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { MakingStep } from './making-step.js';
import type { Making } from './making.js';

/** A step as the register has it. */
export interface RecordedStep {
  readonly making: string;
  readonly statementIndex: bigint;
  /** Within its statement, from 0. */
  readonly position: number;
  /** Address of the key that signed it. */
  readonly maker: string;
  /** CID of the statement. */
  readonly statement: string;
  readonly recordedAt: Date;
  /** Of the maker's own chain, after this step. */
  readonly head: string;
  readonly step: MakingStep;
}

export const Makings = new EntitySchema<Making>({
  name: 'makings',
  columns: {
    id: { type: 'text', ...keyOf('makings') },
    statementIndex: { ...bigintColumn },
    name: { type: 'text', nullable: true },
    makers: { type: 'jsonb' },
    begunAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_makings_index', columns: ['statementIndex'] }],
});

export const MakingSteps = new EntitySchema<RecordedStep & { readonly file: string }>({
  name: 'making_steps',
  columns: {
    statementIndex: { ...bigintColumn, ...keyOf('making_steps') },
    position: { type: 'integer', ...keyOf('making_steps') },
    making: { type: 'text' },
    maker: { type: 'text' },
    statement: { type: 'text' },
    recordedAt: { ...instantColumn },
    head: { type: 'text' },
    file: { type: 'text' },
    step: { type: 'jsonb' },
  },
  indices: [
    { name: 'ix_making_steps_making', columns: ['making', 'statementIndex', 'position'] },
    { name: 'ix_making_steps_file', columns: ['file', 'making'] },
  ],
});

export const saveMaking = writeTogether(async (tables: Tables, rows: readonly Making[]) => {
  await tables.insert(
    Makings,
    rows.map((row) => ({ ...row, makers: [...row.makers] })),
  );
});

export const saveSteps = writeTogether(async (tables: Tables, rows: readonly (readonly RecordedStep[])[]) => {
  await tables.insert(
    MakingSteps,
    rows.flat().map((row) => ({ ...row, file: row.step.sha256, step: row.step as object })), // TypeORM's partial type cannot say any JSON
  );
});

export const makingsById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<Making[]> =>
    readRows(tables, Makings, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

/** Where each maker's chain in some makings has got. */
export const chainHeads = readTogether(
  (tables: Tables, makings: readonly string[]): Promise<RecordedStep[]> =>
    readRows(
      tables,
      MakingSteps,
      `WHERE (statement_index, position) IN
        (SELECT DISTINCT ON (making, maker) statement_index, position FROM making_steps WHERE making = ANY($1)
          ORDER BY making, maker, statement_index DESC, position DESC)`,
      [makings],
    ),
  ({ making }) => making,
);

export async function stepCount(tables: Tables, making: string): Promise<number> {
  const counts = await countsOf(tables, [making]);
  return counts.find((one) => one.making === making)?.count ?? 0;
}

const countsOf = readTogether(
  (tables: Tables, makings: readonly string[]): Promise<{ making: string; count: number }[]> =>
    tables.query(
      'SELECT making, count(*)::integer AS count FROM making_steps WHERE making = ANY($1) GROUP BY making',
      [makings],
    ),
  ({ making }) => making,
);

/** Steps of a making after a place in the register, in its order. */
export const stepsAfter = (
  tables: Tables,
  { making, after, limit }: { making: string; after: StepPlace; limit: number },
): Promise<RecordedStep[]> =>
  readRows(
    tables,
    MakingSteps,
    'WHERE making = $1 AND (statement_index, position) > ($2, $3) ORDER BY statement_index, position LIMIT $4',
    [making, String(after.statementIndex), after.position, limit],
  );

export type StepPlace = Pick<RecordedStep, 'statementIndex' | 'position'>;

export const BEFORE_ALL: StepPlace = { statementIndex: -1n, position: 0 };

/** Makings in which some files came into being or are spoken of, by the files' SHA-256; in the order in which that was recorded. */
export async function makingsOfFiles(
  tables: Tables,
  files: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tables.query<{ making: string }[]>(
    'SELECT making FROM making_steps WHERE file = ANY($1) GROUP BY making ORDER BY min(statement_index) LIMIT $2',
    [files, limit],
  );
  return rows.map(({ making }) => making);
}

/** A work for which claimants who uphold it name a making, with the place of its registration in the register. */
export interface MakingOfWork {
  readonly making: string;
  readonly work: string;
  readonly statementIndex: bigint;
}

/** For which works some makings are named by claims that somebody upholds, the earliest registered first. */
export async function worksOfMakings(tables: Tables, makings: readonly string[]): Promise<MakingOfWork[]> {
  const rows = await tables.query<{ making: string; work: string; statement_index: string }[]>(
    `SELECT DISTINCT m.making, w.id AS work, w.statement_index
       FROM unnest($1::text[]) AS m(making)
       JOIN claims c ON c.body -> 'makings' @> to_jsonb(m.making)
       JOIN works w ON w.id = c.work
      WHERE EXISTS (SELECT FROM claimants p WHERE p.claim = c.id AND p.signed_at IS NOT NULL AND p.withdrawn_at IS NULL)
      ORDER BY w.statement_index`,
    [makings],
  );
  return rows.map(({ making, work, statement_index: index }) => ({
    making,
    work,
    statementIndex: BigInt(index),
  }));
}
