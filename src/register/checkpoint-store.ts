import { EntitySchema, In, MoreThanOrEqual } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import type { Tables } from '../ports.js';

/** A tree head that the log signed. */
export interface Checkpoint {
  readonly size: bigint;
  /** RFC 6962 root in hex. */
  readonly root: string;
  /** The signed note (c2sp.org/tlog-checkpoint). */
  readonly note: string;
  readonly signedAt: Date;
}

export const Checkpoints = new EntitySchema<Checkpoint>({
  name: 'checkpoints',
  columns: {
    size: { ...bigintColumn, ...keyOf('checkpoints') },
    root: { type: 'text' },
    note: { type: 'text' },
    signedAt: { ...instantColumn },
  },
});

/** The turn to sign checkpoints and to show them, until the transaction ends. Statements are appended meanwhile. */
export async function lockPublishing(tables: Tables): Promise<void> {
  await tables.query('SELECT pg_advisory_xact_lock($1)', [PUBLISHING]);
}

/** Any number that nothing else in the database locks. */
const PUBLISHING = 6962;

export const newestCheckpoint = (tables: Tables): Promise<Checkpoint | null> =>
  tables.findOne(Checkpoints, { where: {}, order: { size: 'DESC' } });

/** For each index the first checkpoint that covers its entry, or null. */
export async function checkpointsCovering(
  tables: Tables,
  indexes: readonly bigint[],
): Promise<(Checkpoint | null)[]> {
  const rows = await tables.query<{ at: number; size: string }[]>(
    `SELECT i.at::integer, c.size::text
       FROM unnest($1::bigint[]) WITH ORDINALITY AS i(index, at)
      CROSS JOIN LATERAL (SELECT size FROM checkpoints WHERE size > i.index ORDER BY size LIMIT 1) c`,
    [indexes.map(String)],
  );
  const checkpoints = await tables.findBy(Checkpoints, {
    size: In([...new Set(rows.map(({ size }) => size))]),
  });
  const sizes = new Map(rows.map(({ at, size }) => [at, BigInt(size)]));
  return indexes.map((_, at) => checkpoints.find(({ size }) => size === sizes.get(at + 1)) ?? null);
}

/** Of the checkpoints that cover an entry the newest that was signed by an instant, or else the first of all; null until one covers it. */
export async function checkpointKnown(
  tables: Tables,
  { last, at }: { last: bigint; at: Date },
): Promise<Checkpoint | null> {
  const known = await readRows<Checkpoint>(
    tables,
    Checkpoints,
    'WHERE size > $1 AND signed_at <= $2 ORDER BY size DESC LIMIT 1',
    [String(last), at],
  );
  const [found] =
    known.length > 0
      ? known
      : await readRows<Checkpoint>(tables, Checkpoints, 'WHERE size > $1 ORDER BY size LIMIT 1', [
          String(last),
        ]);
  return found ?? null;
}

export const checkpointAt = (tables: Tables, size: bigint): Promise<Checkpoint | null> =>
  tables.findOneBy(Checkpoints, { size });

/** The checkpoints of a size and above, the smallest first. */
export const checkpointsFrom = (tables: Tables, size: bigint): Promise<Checkpoint[]> =>
  tables.find(Checkpoints, { where: { size: MoreThanOrEqual(size) }, order: { size: 'ASC' } });

export async function saveCheckpoint(tables: Tables, checkpoint: Checkpoint): Promise<void> {
  await tables.insert(Checkpoints, checkpoint);
}
