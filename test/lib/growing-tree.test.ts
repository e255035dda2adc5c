import { growingTree } from '../../src/lib/growing-tree.js';
import { EMPTY_ROOT, leafHash } from '../../src/lib/merkle.js';
import { extendTiles, rangeHash, tileKey } from '../../src/register/tiles.js';

describe('a tree that grows by one leaf at a time', () => {
  it('has at every size the root of the tree that is kept in tiles', () => {
    const leaves = Array.from({ length: 600 }, (_, at) => leafHash(new TextEncoder().encode(`entry ${at}`)));
    const tiles = new Map(extendTiles(0n, leaves, new Map()).map((tile) => [tileKey(tile), tile]));
    const tree = growingTree();
    expect(tree.root()).toEqual(EMPTY_ROOT);
    for (const [at, leaf] of leaves.entries()) {
      tree.add(leaf);
      expect(tree.root()).toEqual(rangeHash({ from: 0n, to: BigInt(at) + 1n }, tiles));
    }
  });
});
