import { EntitySchema } from 'typeorm';
import { bigintColumn, bytesColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import type { Tables } from '../ports.js';
import { Checkpoints, type Checkpoint } from './checkpoint-store.js';

/** What a timestamp authority answered over a checkpoint. */
export interface Timestamp {
  /** Of the checkpoint. */
  readonly size: bigint;
  /** The authority's address. */
  readonly authority: string;
  /** TimeStampResp (RFC 3161) in DER. */
  readonly response: Uint8Array;
  readonly stampedAt: Date;
}

export const Timestamps = new EntitySchema<Timestamp>({
  name: 'timestamps',
  columns: {
    size: { ...bigintColumn, ...keyOf('timestamps') },
    authority: { type: 'text' },
    response: { ...bytesColumn },
    stampedAt: { ...instantColumn },
  },
});

/** Of several processes that had one checkpoint stamped, the first is kept. */
export async function saveTimestamp(
  tables: Tables,
  { size, authority, response, stampedAt }: Timestamp,
): Promise<void> {
  await tables.query(
    'INSERT INTO timestamps (size, authority, response, stamped_at) VALUES ($1, $2, $3, $4) ON CONFLICT (size) DO NOTHING',
    [String(size), authority, Buffer.from(response), stampedAt],
  );
}

export async function timestampOf(tables: Tables, size: bigint): Promise<Timestamp | null> {
  const [timestamp] = await readRows<Timestamp>(tables, Timestamps, 'WHERE size = $1', [String(size)]);
  return timestamp ?? null;
}

/** The newest checkpoint that is on a chain, where no authority stamped it yet. */
export async function checkpointToStamp(tables: Tables): Promise<Checkpoint | null> {
  const [newest] = await readRows<Checkpoint>(
    tables,
    Checkpoints,
    `WHERE size = (SELECT max(to_size) FROM anchors WHERE state IN ('mined', 'final'))
       AND NOT EXISTS (SELECT FROM timestamps t WHERE t.size = checkpoints.size)`,
    [],
  );
  return newest ?? null;
}
