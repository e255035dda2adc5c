import type { Database } from '../ports.js';
import { checkpointAt, newestCheckpoint, type Checkpoint } from './checkpoint-store.js';

/** The checkpoint of a size, or the newest where no size is given. */
export const findCheckpoint = (
  { database }: { database: Database },
  size: number | null | undefined,
): Promise<Checkpoint | null> =>
  size == null ? newestCheckpoint(database.tables) : checkpointAt(database.tables, BigInt(size));
