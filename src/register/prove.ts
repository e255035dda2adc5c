import type { Hash } from '../lib/merkle.js';
import type { Tables } from '../ports.js';
import { consistencyRanges, inclusionRanges, rangeHash, tilesOfRange, type Range } from './tiles.js';
import { readTiles } from './tree-store.js';

/** RFC 6962 inclusion proof of the entry at `index` in the tree of `size`, from the leaf's sibling upwards. */
export const proveInclusion = (tables: Tables, index: bigint, size: bigint): Promise<Hash[]> =>
  rangeHashes(tables, inclusionRanges(index, size));

/** RFC 6962 consistency proof from the tree of `earlier` to that of `later`. */
export const proveConsistency = (tables: Tables, earlier: bigint, later: bigint): Promise<Hash[]> =>
  rangeHashes(tables, consistencyRanges(earlier, later));

async function rangeHashes(tables: Tables, ranges: readonly Range[]): Promise<Hash[]> {
  const tiles = await readTiles(tables, ranges.flatMap(tilesOfRange));
  return ranges.map((range) => rangeHash(range, tiles));
}
