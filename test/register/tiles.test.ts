import { isConsistent, leafHash, rootOfInclusion, type Hash } from '../../src/lib/merkle.js';
import {
  consistencyRanges,
  edgeTiles,
  extendTiles,
  inclusionRanges,
  rangeHash,
  tileKey,
  tilesOfRange,
  type Range,
  type Tile,
} from '../../src/register/tiles.js';
import { aRandom } from '../fixtures/random.js';
import { tell } from '../fixtures/tell.js';
import { plainRoot } from './plain-root.js';

const leafOf = (index: number): Hash => leafHash(new TextEncoder().encode(`entry ${index}`));

/** A tree that grew by the given batches. */
function aTree(batches: readonly number[]) {
  const tiles = new Map<string, Tile>();
  const leaves: Hash[] = [];
  for (const count of batches) {
    const added = Array.from({ length: count }, (_, at) => leafOf(leaves.length + at));
    const edge = new Map(
      edgeTiles(BigInt(leaves.length)).flatMap((name) => {
        const tile = tiles.get(tileKey(name));
        return tile ? [[tileKey(name), tile] as const] : [];
      }),
    );
    for (const tile of extendTiles(BigInt(leaves.length), added, edge)) tiles.set(tileKey(tile), tile);
    leaves.push(...added);
  }
  /** Only the tiles that a range names are given, so that a proof that reads others fails. */
  const hashOf = (range: Range): Hash => {
    const named = new Map(
      tilesOfRange(range).flatMap((name) => {
        const tile = tiles.get(tileKey(name));
        return tile ? [[tileKey(name), tile] as const] : [];
      }),
    );
    return rangeHash(range, named);
  };
  return { leaves, hashOf, size: BigInt(leaves.length) };
}

describe('a log kept in tiles', () => {
  it('has the root of RFC 6962 at every size up to 70 and around each tile border', () => {
    const tree = aTree([1, 2, 5, 62, 186, 1, 255, 257, 1, 600]);
    const sizes = [...Array(71).keys(), 255, 256, 257, 511, 512, 513, 769, 1024, 1370];
    for (const size of sizes) {
      expect(tree.hashOf({ from: 0n, to: BigInt(size) })).toEqual(plainRoot(tree.leaves.slice(0, size)));
    }
  });

  it('has the same root whatever the batches in which it grew', () => {
    const whole = aTree([66_000]);
    const grown = aTree([1, 65_534, 1, 1, 463]);
    expect(grown.hashOf({ from: 0n, to: 66_000n })).toEqual(whole.hashOf({ from: 0n, to: 66_000n }));
  });

  it('proves the inclusion of random entries at random sizes, and of no other entry', () => {
    const random = aRandom('inclusion');
    const tree = aTree([1370]);
    for (let round = 0; round < 300; round += 1) {
      const size = BigInt(1 + random.below(1370));
      const index = BigInt(random.below(Number(size)));
      const proof = inclusionRanges(index, size).map(tree.hashOf);
      const root = tree.hashOf({ from: 0n, to: size });
      expect(rootOfInclusion(leafOf(Number(index)), index, size, proof)).toEqual(root);
      expect(rootOfInclusion(leafOf(Number(index) + 1), index, size, proof)).not.toEqual(root);
    }
    tell('Tiles — 300 random inclusion proofs.');
  });

  it('proves the consistency of random pairs of sizes, and of no altered head', () => {
    const random = aRandom('consistency');
    const tree = aTree([1370]);
    const headAt = (size: bigint) => ({ size, root: tree.hashOf({ from: 0n, to: size }) });
    for (let round = 0; round < 300; round += 1) {
      const later = BigInt(1 + random.below(1370));
      const earlier = BigInt(random.below(Number(later) + 1));
      const proof = consistencyRanges(earlier, later).map(tree.hashOf);
      expect(isConsistent(headAt(earlier), headAt(later), proof)).toBe(true);
      expect(isConsistent({ size: earlier, root: leafOf(0x7fff) }, headAt(later), proof)).toBe(false);
    }
    tell('Tiles — 300 random consistency proofs.');
  });

  it('says which tile is missing instead of computing a wrong hash', () => {
    expect(() => rangeHash({ from: 0n, to: 3n }, new Map())).toThrow(
      'tile 0/0 does not hold its first 2 hashes',
    );
  });
});
