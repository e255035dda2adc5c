import { isEqualBytes } from '../../lib/bytes.js';
import { growingTree } from '../../lib/growing-tree.js';
import { leafHash, type Hash } from '../../lib/merkle.js';
import type { LogFiles } from '../../ports.js';
import { unpackEntries } from '../entry-bundle.js';
import { readTile } from '../tile-files.js';
import { tilePath } from '../tile-path.js';
import { edgeTiles, extendTiles, HASH_BYTES, tileKey, WIDTH, type Tile } from '../tiles.js';
import { checkRoots, type RootCheck } from './check-roots.js';
import { checkBundle, checkTile } from './check-tile.js';
import type { Report } from './finding.js';
import type { SignedHistory } from './signed-history.js';

/** A few entries of the log, one after the other. */
export interface Stretch {
  readonly first: bigint;
  /** RFC 6962 leaf hashes. */
  readonly leaves: readonly Hash[];
  /** The entries whose hashes those are; null where the bundle does not give one. */
  readonly entries: readonly (Uint8Array | null)[];
}

interface Walk {
  readonly logFiles: Pick<LogFiles, 'read' | 'list'>;
  readonly history: Pick<SignedHistory, 'heads' | 'size'>;
  readonly report: Report;
  /** A third opinion where bundle and tile differ: the leaf hashes of entries as the database has them. */
  readonly leavesOf?: (first: bigint, count: number) => Promise<readonly (Hash | null)[]>;
}

/**
 * Goes through all signed entries of a log, at most 256 at a time, and reports every bundle and every tile that is not
 * what the entries give, and every checkpoint whose root they do not give. Ends early where neither has an entry's hash.
 */
export async function* walkLog({ logFiles, history, report, leavesOf }: Walk): AsyncGenerator<Stretch> {
  const files = { logFiles, size: history.size };
  const roots = checkRoots(history, report);
  let edge = new Map<string, Tile>();
  for (let first = 0n; first < history.size; first += BigInt(WIDTH)) {
    const left = history.size - first;
    const count = left < BigInt(WIDTH) ? Number(left) : WIDTH;
    const position = first / BigInt(WIDTH);
    const bundle = entriesIn(await readTile(files, { level: 'entries', position }), count);
    const hashes = hashesIn(await readTile(files, { level: 0, position }), count);
    const own = bundle.map((entry) => entry && leafHash(entry));
    const isOne = own.every((hash, at) => hash && isSame(hash, hashes[at]));
    const others = isOne ? [] : ((await leavesOf?.(first, count)) ?? []);
    // Where nobody else is there to ask, what was signed tells which of the two is right.
    const isTileRight =
      !isOne && isWhole(hashes) && (await isSigned({ logFiles, history, roots }, position, hashes));
    const leaves = own.map((hash, at) =>
      isTileRight ? (hashes[at] ?? null) : believed([hash, hashes[at] ?? null, others[at] ?? null]),
    );
    const known = leaves.filter((leaf) => leaf !== null);
    if (known.length < count) {
      const lost = first + BigInt(leaves.indexOf(null));
      const path = tilePath({ level: 0, position, width: count });
      report({
        code: 'TILE_DAMAGED',
        subject: path,
        message: `Entry ${lost} is lost: neither its bundle nor ${path} has it. Nothing after it was checked.`,
      });
      return;
    }
    await checkBundle({ logFiles, report }, { position, leaves: known });
    for (const leaf of known) roots.add(leaf);
    const changed = extendTiles(first, known, edge);
    edge = await checkFullTiles({ logFiles, report }, changed, edge);
    const entries = known.map((leaf, at) => (isSame(leaf, own[at]) ? (bundle[at] ?? null) : null));
    yield { first, leaves: known, entries };
  }
  for (const name of edgeTiles(history.size)) {
    const tile = edge.get(tileKey(name));
    if (tile) await checkTile({ logFiles, report }, tile);
  }
}

const isSame = (hash: Hash, other: Hash | null | undefined): boolean => !!other && isEqualBytes(hash, other);

const isWhole = (hashes: readonly (Hash | null)[]): hashes is readonly Hash[] =>
  hashes.every((hash) => hash !== null);

/** Whether the root signed behind them, or otherwise the tile above, says that these are the hashes at a place. */
async function isSigned(
  { logFiles, history, roots }: Pick<Walk, 'logFiles' | 'history'> & { readonly roots: RootCheck },
  position: bigint,
  hashes: readonly Hash[],
): Promise<boolean> {
  const given = roots.wouldGive(hashes);
  if (given !== null || hashes.length < WIDTH) return given ?? false;
  const above = await readTile(
    { logFiles, size: history.size },
    { level: 1, position: position / BigInt(WIDTH) },
  );
  const at = Number(position % BigInt(WIDTH)) * HASH_BYTES;
  const tree = growingTree();
  for (const hash of hashes) tree.add(hash);
  return above !== null && isEqualBytes(tree.root(), above.slice(at, at + HASH_BYTES));
}

/** Of several opinions the one that two share, otherwise the first that there is. */
function believed(opinions: readonly (Hash | null)[]): Hash | null {
  const given = opinions.filter((one) => one !== null);
  const shared = given.find((one, at) => given.some((other, place) => place > at && isSame(one, other)));
  return shared ?? given[0] ?? null;
}

/** Full tiles are looked at and forgotten; of the others the last of each level is kept. */
async function checkFullTiles(
  needs: Pick<Walk, 'logFiles' | 'report'>,
  changed: readonly Tile[],
  edge: ReadonlyMap<string, Tile>,
): Promise<Map<string, Tile>> {
  const next = new Map(edge);
  for (const tile of changed) {
    if (tile.hashes.length < WIDTH * HASH_BYTES) next.set(tileKey(tile), tile);
    else {
      await checkTile(needs, tile);
      next.delete(tileKey(tile));
    }
  }
  return next;
}

function entriesIn(bundle: Uint8Array | null, count: number): (Uint8Array | null)[] {
  const found = bundle === null ? [] : unpacked(bundle);
  return Array.from({ length: count }, (_, at) => found[at] ?? null);
}

function unpacked(bundle: Uint8Array): Uint8Array[] {
  try {
    return unpackEntries(bundle);
  } catch {
    // What cannot be taken apart is reported where the bundle is compared with its hashes.
    return [];
  }
}

const hashesIn = (tile: Uint8Array | null, count: number): (Hash | null)[] =>
  Array.from({ length: count }, (_, at) => {
    const hash = tile?.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    return hash?.length === HASH_BYTES ? hash : null;
  });
