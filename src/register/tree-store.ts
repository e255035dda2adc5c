import { EntitySchema, In } from 'typeorm';
import { bigintColumn, bytesColumn, instantColumn, keyOf } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import { tileKey, type Tile, type TileName } from './tiles.js';

/** A tree head that the log signed. */
export interface Checkpoint {
  readonly size: bigint;
  /** RFC 6962 root in hex. */
  readonly root: string;
  /** The signed note (c2sp.org/tlog-checkpoint). */
  readonly note: string;
  readonly signedAt: Date;
}

export const LogTiles = new EntitySchema<Tile>({
  name: 'log_tiles',
  columns: {
    level: { type: 'integer', ...keyOf('log_tiles') },
    position: { ...bigintColumn, ...keyOf('log_tiles') },
    hashes: { ...bytesColumn },
  },
});

export const Checkpoints = new EntitySchema<Checkpoint>({
  name: 'checkpoints',
  columns: {
    size: { ...bigintColumn, ...keyOf('checkpoints') },
    root: { type: 'text' },
    note: { type: 'text' },
    signedAt: { ...instantColumn },
  },
});

/** The named tiles by their keys; what is missing is not in the map. */
export async function readTiles(tables: Tables, names: readonly TileName[]): Promise<Map<string, Tile>> {
  const wanted = new Map(names.map((name) => [tileKey(name), name]));
  if (wanted.size === 0) return new Map();
  const tiles = await tables.findBy(
    LogTiles,
    [...wanted.values()].map(({ level, position }) => ({ level, position })),
  );
  return new Map(tiles.map((tile) => [tileKey(tile), tile]));
}

export async function saveTiles(tables: Tables, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length > 0) await tables.upsert(LogTiles, [...tiles], ['level', 'position']);
}

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

export const checkpointAt = (tables: Tables, size: bigint): Promise<Checkpoint | null> =>
  tables.findOneBy(Checkpoints, { size });

export async function saveCheckpoint(tables: Tables, checkpoint: Checkpoint): Promise<void> {
  await tables.insert(Checkpoints, checkpoint);
}
