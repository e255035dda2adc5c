import type { Hash } from '../lib/merkle.js';
import { rangeHashes, type TreeFiles } from './tile-files.js';
import { consistencyRanges, inclusionRanges } from './tiles.js';

/** RFC 6962 inclusion proof of the entry at `index` in the tree of `size`, from the leaf's sibling upwards. */
export const proveInclusion = (
  tree: TreeFiles,
  { index, size }: { index: bigint; size: bigint },
): Promise<Hash[]> => rangeHashes(tree, inclusionRanges(index, size));

/** RFC 6962 consistency proof from the tree of `earlier` to that of `later`. */
export const proveConsistency = (
  tree: TreeFiles,
  { earlier, later }: { earlier: bigint; later: bigint },
): Promise<Hash[]> => rangeHashes(tree, consistencyRanges(earlier, later));
