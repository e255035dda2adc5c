import type { Hash } from '../lib/merkle.js';
import type { LogFiles } from '../ports.js';
import { tilePath, widthAt } from './tile-path.js';
import { rangeHash, tileKey, tilesOfRange, WIDTH, type Range, type Tile, type TileName } from './tiles.js';

/** A log's tree as its files hold it: `size` is that of a checkpoint whose tiles are all there. */
export interface TreeFiles {
  readonly logFiles: Pick<LogFiles, 'read'>;
  readonly size: bigint;
}

/** RFC 6962 hashes of ranges of the tree. Throws where a tile is missing or too short. */
export async function rangeHashes(tree: TreeFiles, ranges: readonly Range[]): Promise<Hash[]> {
  const tiles = await readTiles(tree, ranges.flatMap(tilesOfRange));
  return ranges.map((range) => rangeHash(range, tiles));
}

/** RFC 6962 root of the tree's first `size` entries. */
export async function rootAt(tree: TreeFiles, size: bigint): Promise<Hash> {
  const range = { from: 0n, to: size };
  return rangeHash(range, await readTiles(tree, tilesOfRange(range)));
}

/** The named tiles by their keys; what is missing is not in the map. */
export async function readTiles(tree: TreeFiles, names: readonly TileName[]): Promise<Map<string, Tile>> {
  const wanted = new Map(names.map((name) => [tileKey(name), name]));
  const read = await Promise.all(
    [...wanted.values()].map(async (name) => {
      const hashes = await readTile(tree, name);
      return hashes && ([tileKey(name), { ...name, hashes }] as const);
    }),
  );
  return new Map(read.filter((tile) => tile !== null));
}

/** A tile's bytes, or a bundle's; null where it is not there. */
export async function readTile(
  { logFiles, size }: TreeFiles,
  name: { readonly level: number | 'entries'; readonly position: bigint },
): Promise<Uint8Array | null> {
  const width = widthAt(size, name);
  if (width === 0) return null;
  // A tile that was partial at this size may be full by now, and its partial forms taken out.
  return (
    (await logFiles.read(tilePath({ ...name, width }))) ??
    (width < WIDTH ? logFiles.read(tilePath({ ...name, width: WIDTH })) : null)
  );
}
