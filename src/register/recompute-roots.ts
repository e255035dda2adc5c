import { growingTree } from '../lib/growing-tree.js';
import { EMPTY_ROOT, type Hash } from '../lib/merkle.js';
import { readTile, type TreeFiles } from './tile-files.js';
import { HASH_BYTES, WIDTH } from './tiles.js';

/**
 * The roots at some sizes, over all hashes of entries and over nothing but them: whatever the tiles above say. Reads
 * one tile at a time; null where a tile is missing or too short.
 */
export async function recomputeRoots(tree: TreeFiles, sizes: readonly bigint[]): Promise<Hash[] | null> {
  const roots = new Map([[0n, EMPTY_ROOT]]);
  const wanted = new Set(sizes);
  const grown = growingTree();
  let size = 0n;
  while (size < tree.size) {
    const hashes = await readTile(tree, { level: 0, position: size / BigInt(WIDTH) });
    const count = tree.size - size < BigInt(WIDTH) ? Number(tree.size - size) : WIDTH;
    if (!hashes || hashes.length < count * HASH_BYTES) return null;
    for (let at = 0; at < count; at += 1) {
      grown.add(hashes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
      size += 1n;
      if (wanted.has(size)) roots.set(size, grown.root());
    }
  }
  const found = sizes.flatMap((one) => roots.get(one) ?? []);
  return found.length === sizes.length ? found : null;
}
