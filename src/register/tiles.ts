import { concatBytes } from '../lib/bytes.js';
import { EMPTY_ROOT, nodeHash, type Hash } from '../lib/merkle.js';

/**
 * The tree kept as tiles (c2sp.org/tlog-tiles): a tile of level L holds up to 256 hashes of the tree's level
 * 8·L, each the root of 256^L entries. Whatever hash a root or a proof needs is computed from a few tiles.
 */
export interface TileName {
  readonly level: number;
  readonly position: bigint;
}

export interface Tile extends TileName {
  /** The tile's hashes, one after the other: 32 bytes each, at most 256 of them. */
  readonly hashes: Uint8Array;
}

/** The entries from `from` up to, but without, `to`. */
export interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

const HEIGHT = 8;
/** Hashes in a full tile, entries in a full bundle. */
export const WIDTH = 256;
export const HASH_BYTES = 32;

export const tileKey = ({ level, position }: TileName): string => `${level}/${position}`;

/** The tiles that change when entries are appended. `tiles` holds the last, partial tile of every level. */
export function extendTiles(size: bigint, leaves: readonly Hash[], tiles: ReadonlyMap<string, Tile>): Tile[] {
  const changed: Tile[] = [];
  let level = 0;
  let hashes = leaves;
  while (hashes.length > 0) {
    const above: Hash[] = [];
    let index = size >> BigInt(HEIGHT * level);
    let rest = hashes;
    while (rest.length > 0) {
      const position = index / BigInt(WIDTH);
      const used = Number(index % BigInt(WIDTH));
      const added = rest.slice(0, WIDTH - used);
      const known = used === 0 ? new Uint8Array() : hashesOf(tiles, { level, position }, used);
      const tile = { level, position, hashes: concatBytes([known, ...added]) };
      changed.push(tile);
      if (used + added.length === WIDTH) above.push(perfectRoot(tile.hashes));
      index += BigInt(added.length);
      rest = rest.slice(added.length);
    }
    hashes = above;
    level += 1;
  }
  return changed;
}

/** The last tile of every level of a tree: what `extendTiles` needs to go on. */
export function edgeTiles(size: bigint): TileName[] {
  const names: TileName[] = [];
  for (let level = 0; size >> BigInt(HEIGHT * level) > 0n; level += 1) {
    const count = size >> BigInt(HEIGHT * level);
    if (count % BigInt(WIDTH) !== 0n) names.push({ level, position: count / BigInt(WIDTH) });
  }
  return names;
}

/** The ranges whose hashes make the inclusion proof of an entry, in the proof's order (RFC 6962 §2.1.1). */
export function inclusionRanges(index: bigint, size: bigint): Range[] {
  const ranges: Range[] = [];
  let from = 0n;
  let to = size;
  while (to - from > 1n) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return ranges;
}

/** The ranges whose hashes make the consistency proof between two sizes, in order (RFC 6962 §2.1.2). */
export function consistencyRanges(earlier: bigint, later: bigint): Range[] {
  if (earlier === 0n || earlier === later) return [];
  const ranges: Range[] = [];
  let from = 0n;
  let to = later;
  // Walk down to the subtree that ends where the earlier tree ended.
  while (to !== earlier) {
    const middle = from + splitOf(to - from);
    if (earlier <= middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  // The earlier tree itself is left out when it is a whole subtree: the verifier knows its root.
  return from === 0n ? ranges : [{ from, to }, ...ranges];
}

/** The tiles from which the hash of a range of a tree can be computed. */
export function tilesOfRange({ from, to }: Range): TileName[] {
  return perfectRanges({ from, to }).map(({ level, index }) => placeOf(level, index).tile);
}

/** RFC 6962 hash of a range; throws a RangeError when a tile is missing or too short. */
export function rangeHash(range: Range, tiles: ReadonlyMap<string, Tile>): Hash {
  if (range.from === range.to) return EMPTY_ROOT;
  const hashes = perfectRanges(range).map(({ level, index }) => {
    const { tile, first, count } = placeOf(level, index);
    const all = hashesOf(tiles, tile, first + count);
    return perfectRoot(all.subarray(first * HASH_BYTES));
  });
  // The perfect subtrees stand from left to right, larger before smaller: RFC 6962 folds them from the right.
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The largest power of two below a number of at least 2. */
const splitOf = (count: bigint): bigint => 1n << BigInt((count - 1n).toString(2).length - 1);

/** The perfect, aligned subtrees that make up a range which starts at the beginning of a subtree. */
function perfectRanges({ from, to }: Range): { level: number; index: bigint }[] {
  const parts: { level: number; index: bigint }[] = [];
  let start = from;
  while (start < to) {
    const level = (to - start).toString(2).length - 1;
    parts.push({ level, index: start >> BigInt(level) });
    start += 1n << BigInt(level);
  }
  return parts;
}

/** Where the hashes lie that make the node `index` of a level of the tree. */
function placeOf(level: number, index: bigint) {
  const within = level % HEIGHT;
  const firstHash = index << BigInt(within);
  const tile = { level: (level - within) / HEIGHT, position: firstHash / BigInt(WIDTH) };
  return { tile, first: Number(firstHash % BigInt(WIDTH)), count: 2 ** within };
}

function hashesOf(tiles: ReadonlyMap<string, Tile>, name: TileName, count: number): Uint8Array {
  const tile = tiles.get(tileKey(name));
  if (!tile || tile.hashes.length < count * HASH_BYTES) {
    throw new RangeError(`tile ${tileKey(name)} does not hold its first ${count} hashes`);
  }
  return tile.hashes.subarray(0, count * HASH_BYTES);
}

/** The root over a power of two of hashes. */
function perfectRoot(hashes: Uint8Array): Hash {
  if (hashes.length === HASH_BYTES) return hashes.slice();
  const half = hashes.length / 2;
  return nodeHash(perfectRoot(hashes.subarray(0, half)), perfectRoot(hashes.subarray(half)));
}
