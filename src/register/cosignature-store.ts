import { EntitySchema, In, MoreThan } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import { checkpointAt, type Checkpoint } from './checkpoint-store.js';

/** That a witness cosigned one of our checkpoints. */
export interface StoredCosignature {
  /** Size of the checkpoint. */
  readonly size: bigint;
  /** The witness's key as name+id+key. */
  readonly witness: string;
  /** The line of the note, without its newline. */
  readonly line: string;
  readonly cosignedAt: Date;
}

/** What came of it when a witness was asked last. */
export interface WitnessReport {
  readonly witness: string;
  readonly askedAt: Date;
  /** Null when it cosigned. */
  readonly problem: string | null;
}

export const Cosignatures = new EntitySchema<StoredCosignature>({
  name: 'cosignatures',
  columns: {
    size: { ...bigintColumn, ...keyOf('cosignatures') },
    witness: { type: 'text', ...keyOf('cosignatures') },
    line: { type: 'text' },
    cosignedAt: { ...instantColumn },
  },
  indices: [{ name: 'ix_cosignatures_witness', columns: ['witness', 'size'] }],
});

export const WitnessReports = new EntitySchema<WitnessReport>({
  name: 'witness_reports',
  columns: {
    witness: { type: 'text', ...keyOf('witness_reports') },
    askedAt: { ...instantColumn },
    problem: { type: 'text', nullable: true },
  },
});

/** The cosignatures over the checkpoints of these sizes, in the order of the witnesses' names. */
export async function cosignaturesOf(tables: Tables, sizes: readonly bigint[]): Promise<StoredCosignature[]> {
  if (sizes.length === 0) return [];
  return tables.find(Cosignatures, { where: { size: In(sizes.map(String)) }, order: { witness: 'ASC' } });
}

/** How many witnesses cosigned the checkpoints of these sizes. */
export async function countCosignatures(tables: Tables, sizes: readonly bigint[]): Promise<number[]> {
  const rows = await tables.query<{ count: number }[]>(
    `SELECT (SELECT count(*)::integer FROM cosignatures WHERE size = asked.size) AS count
       FROM unnest($1::bigint[]) WITH ORDINALITY AS asked(size, at) ORDER BY at`,
    [sizes.map(String)],
  );
  return rows.map(({ count }) => count);
}

/** In the order of sizes and witnesses. */
export const allCosignatures = (tables: Tables): Promise<StoredCosignature[]> =>
  tables.find(Cosignatures, { order: { size: 'ASC', witness: 'ASC' } });

/** The largest checkpoint that anybody cosigned, above a size; null where there is none. */
export async function newestCosigned(tables: Tables, above: bigint): Promise<Checkpoint | null> {
  const cosigned = await tables.findOne(Cosignatures, {
    where: { size: MoreThan(above) },
    order: { size: 'DESC' },
  });
  return cosigned && checkpointAt(tables, cosigned.size);
}

/** For each index, of every witness the first cosignature over a checkpoint that covers the entry. */
export async function cosignaturesCovering(
  tables: Tables,
  indexes: readonly bigint[],
): Promise<StoredCosignature[][]> {
  // By way of the witnesses: so that each is one step in an index, however many checkpoints there are.
  const rows = await tables.query<{ at: number; size: string; witness: string; line: string; on: Date }[]>(
    `WITH RECURSIVE witnesses AS (
       (SELECT witness FROM cosignatures ORDER BY witness LIMIT 1)
       UNION ALL
       SELECT (SELECT witness FROM cosignatures WHERE witness > w.witness ORDER BY witness LIMIT 1)
         FROM witnesses w WHERE w.witness IS NOT NULL)
     SELECT i.at::integer, c.size::text, c.witness, c.line, c.cosigned_at AS on
       FROM unnest($1::bigint[]) WITH ORDINALITY AS i(index, at)
      CROSS JOIN witnesses w
      CROSS JOIN LATERAL (SELECT * FROM cosignatures
        WHERE witness = w.witness AND size > i.index ORDER BY size LIMIT 1) c
      ORDER BY c.witness`,
    [indexes.map(String)],
  );
  return indexes.map((_, index) =>
    rows
      .filter(({ at }) => at === index + 1)
      .map(({ size, witness, line, on }) => ({ size: BigInt(size), witness, line, cosignedAt: on })),
  );
}

export const lastCosignatureBy = (tables: Tables, witness: string): Promise<StoredCosignature | null> =>
  tables.findOne(Cosignatures, { where: { witness }, order: { size: 'DESC' } });

/** Keeps a cosignature; the first one stays where another process was faster. */
export async function saveCosignature(tables: Tables, cosignature: StoredCosignature): Promise<void> {
  await tables.createQueryBuilder().insert().into(Cosignatures).values(cosignature).orIgnore().execute();
}

export async function dropCosignature(
  tables: Tables,
  { size, witness }: Pick<StoredCosignature, 'size' | 'witness'>,
): Promise<void> {
  await tables.delete(Cosignatures, { size: String(size), witness });
}

export const reportOn = (tables: Tables, witness: string): Promise<WitnessReport | null> =>
  tables.findOneBy(WitnessReports, { witness });

export async function saveReport(tables: Tables, report: WitnessReport): Promise<void> {
  await tables.upsert(WitnessReports, report, ['witness']);
}
