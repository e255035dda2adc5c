import type { Hash } from '../lib/merkle.js';
import { Refusal } from '../lib/refusal.js';
import type { Database, LogFiles } from '../ports.js';
import { proveInclusion } from './prove.js';
import { rangeHashes } from './tile-files.js';
import { checkpointAt, newestCheckpoint, type Checkpoint } from './checkpoint-store.js';

export interface Inclusion {
  readonly index: bigint;
  readonly leafHash: Hash;
  /** RFC 6962 §2.1.1, from the leaf's sibling upwards. */
  readonly hashes: readonly Hash[];
  readonly checkpoint: Checkpoint;
}

/**
 * The proof of an entry against the checkpoint of a size, or the newest; null until a checkpoint covers the entry.
 * Refuses NO_CHECKPOINT for a size at which none was signed: a proof to an unsigned root shows nothing.
 */
export async function findInclusion(
  { database: { tables }, logFiles }: { readonly database: Database; readonly logFiles: LogFiles },
  { index, size }: { readonly index: bigint; readonly size?: bigint | undefined },
): Promise<Inclusion | null> {
  const newest = await newestCheckpoint(tables);
  const checkpoint = size === undefined ? newest : await checkpointAt(tables, size);
  if (size !== undefined && !checkpoint)
    throw new Refusal('NO_CHECKPOINT', `No checkpoint of the size ${size} was signed.`, {
      size: String(size),
      newest: newest && String(newest.size),
    });
  if (!newest || !checkpoint || index < 0n || index >= checkpoint.size) return null;
  const tree = { logFiles, size: newest.size };
  const [leafHash] = await rangeHashes(tree, [{ from: index, to: index + 1n }]);
  if (!leafHash) throw new Error(`the tiles gave no hash for entry ${index}`);
  return {
    index,
    leafHash,
    hashes: await proveInclusion(tree, { index, size: checkpoint.size }),
    checkpoint,
  };
}
