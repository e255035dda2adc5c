import type { Hash, TreeHead } from '../lib/merkle.js';
import { Refusal } from '../lib/refusal.js';
import type { Database, LogFiles } from '../ports.js';
import { proveConsistency } from './prove.js';
import { rootAt } from './tile-files.js';
import { newestCheckpoint } from './checkpoint-store.js';

export interface Consistency {
  readonly from: TreeHead;
  readonly to: TreeHead;
  /** RFC 6962 §2.1.2. */
  readonly hashes: readonly Hash[];
}

/**
 * The proof that the log of one size begins with all of the log of a smaller one. Refuses WRONG_SIZES where the sizes
 * are not in order, or above that of the newest checkpoint.
 */
export async function findConsistency(
  { database: { tables }, logFiles }: { readonly database: Database; readonly logFiles: LogFiles },
  { from, to }: { readonly from: bigint; readonly to: bigint },
): Promise<Consistency> {
  const size = (await newestCheckpoint(tables))?.size ?? 0n;
  if (from < 0n || from > to || to > size)
    throw new Refusal(
      'WRONG_SIZES',
      `There is no proof from size ${from} to size ${to}: the first may not be above the second, nor that above ${size}, the size of the newest checkpoint.`,
      { from: String(from), to: String(to), newest: String(size) },
    );
  const tree = { logFiles, size };
  return {
    from: { size: from, root: await rootAt(tree, from) },
    to: { size: to, root: await rootAt(tree, to) },
    hashes: await proveConsistency(tree, { earlier: from, later: to }),
  };
}
