import { toHex } from '../lib/hex.js';
import type { NoteSigner } from '../lib/signed-note.js';
import type { Clock, Database, Tables } from '../ports.js';
import { signCheckpoint } from './checkpoint.js';
import { lockLogHead, statementsFrom } from './statement-store.js';
import { edgeTiles, extendTiles, rangeHash, tilesOfRange } from './tiles.js';
import { newestCheckpoint, readTiles, saveCheckpoint, saveTiles, type Checkpoint } from './tree-store.js';

interface Needs {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: NoteSigner;
}

const BATCH = 10_000;

/**
 * Writes the tiles of the statements that no checkpoint covers yet and signs the new head; null when there are
 * none. Tiles and checkpoint are one transaction, so no checkpoint is ever without its tiles.
 */
export function publishCheckpoint({ database, clock, log }: Needs): Promise<Checkpoint | null> {
  return database.transaction(async (tables) => {
    // Without the lock two processes could sign heads of the same size with tiles of different ages.
    await lockLogHead(tables);
    const covered = (await newestCheckpoint(tables))?.size ?? 0n;
    const size = await writeTiles(tables, covered);
    if (size === covered) return null;
    const whole = { from: 0n, to: size };
    const root = rangeHash(whole, await readTiles(tables, tilesOfRange(whole)));
    const checkpoint = {
      size,
      root: toHex(root),
      note: signCheckpoint({ size, root }, log),
      signedAt: clock.now(),
    };
    await saveCheckpoint(tables, checkpoint);
    return checkpoint;
  });
}

/** Writes the tiles of all statements from a size on; gives the size to which they reach now. */
export async function writeTiles(tables: Tables, from: bigint): Promise<bigint> {
  const statements = await statementsFrom(tables, from, BATCH);
  if (statements.length === 0) return from;
  const edge = await readTiles(tables, edgeTiles(from));
  await saveTiles(
    tables,
    extendTiles(
      from,
      statements.map(({ leafHash }) => leafHash),
      edge,
    ),
  );
  return writeTiles(tables, from + BigInt(statements.length));
}
