import type { Hash } from '../lib/merkle.js';
import type { Database, LogFiles } from '../ports.js';
import { proveInclusion } from './prove.js';
import { newestCheckpoint, type Checkpoint } from './tree-store.js';

/** The proof of an entry against the newest checkpoint; null until a checkpoint covers it. */
export async function latestInclusion(
  { database, logFiles }: { readonly database: Database; readonly logFiles: LogFiles },
  index: bigint,
): Promise<{ checkpoint: Checkpoint; hashes: Hash[] } | null> {
  const checkpoint = await newestCheckpoint(database.tables);
  if (!checkpoint || checkpoint.size <= index) return null;
  const { size } = checkpoint;
  return { checkpoint, hashes: await proveInclusion({ logFiles, size }, { index, size }) };
}
