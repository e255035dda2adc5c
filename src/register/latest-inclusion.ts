import type { Hash } from '../lib/merkle.js';
import type { Database } from '../ports.js';
import { proveInclusion } from './prove.js';
import { newestCheckpoint, type Checkpoint } from './tree-store.js';

/** The proof of an entry against the newest checkpoint; null until a checkpoint covers it. */
export async function latestInclusion(
  { database }: { database: Database },
  index: bigint,
): Promise<{ checkpoint: Checkpoint; hashes: Hash[] } | null> {
  const checkpoint = await newestCheckpoint(database.tables);
  if (!checkpoint || checkpoint.size <= index) return null;
  return { checkpoint, hashes: await proveInclusion(database.tables, index, checkpoint.size) };
}
