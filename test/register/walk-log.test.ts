import { fromHex, toHex } from '../../src/lib/hex.js';
import { growingTree } from '../../src/lib/growing-tree.js';
import { leafHash } from '../../src/lib/merkle.js';
import { packEntries } from '../../src/register/entry-bundle.js';
import { walkLog } from '../../src/register/fsck/walk-log.js';
import { tilePath } from '../../src/register/tile-path.js';
import { extendTiles, HASH_BYTES, tileKey, WIDTH, type Tile } from '../../src/register/tiles.js';

const SIZE = 66_000;

/** A log of three levels in memory, signed at its full size and at one before. */
function aLog() {
  const entries = Array.from({ length: SIZE }, (_, at) => new TextEncoder().encode(`entry ${at}`));
  const leaves = entries.map(leafHash);
  const files = new Map<string, Uint8Array>();
  const tiles = new Map<string, Tile>();
  for (const tile of extendTiles(0n, leaves, tiles))
    files.set(tilePath({ ...tile, width: tile.hashes.length / HASH_BYTES }), tile.hashes);
  for (let at = 0; at < SIZE; at += WIDTH) {
    const own = entries.slice(at, at + WIDTH);
    const name = { level: 'entries' as const, position: BigInt(at / WIDTH), width: own.length };
    files.set(tilePath(name), packEntries(own));
  }
  const tree = growingTree();
  const heads = leaves.flatMap((leaf, at) => {
    tree.add(leaf);
    const size = BigInt(at + 1);
    return at + 1 === SIZE || at + 1 === 60_000 ? [{ size, root: toHex(tree.root()), note: '' }] : [];
  });
  return { files, heads };
}

describe('a log of three levels', () => {
  const { files, heads } = aLog();
  const walked = async (roots = heads): Promise<{ found: string[]; entries: number }> => {
    const found: string[] = [];
    const logFiles = {
      read: async (path: string) => files.get(path) ?? null,
      list: async function* (folder: string) {
        for (const path of files.keys()) if (path.startsWith(`${folder}/`)) yield path;
      },
    };
    let entries = 0;
    const history = { checkpoints: [], heads: roots, size: BigInt(SIZE) };
    const report = ({ code, subject }: { code: string; subject: string }) => found.push(`${code} ${subject}`);
    for await (const stretch of walkLog({ logFiles, history, report })) entries += stretch.leaves.length;
    return { found, entries };
  };

  it('is found sound in all its entries', async () => {
    expect(tileKey({ level: 2, position: 0n })).toBe('2/0');
    expect(await walked()).toEqual({ found: [], entries: SIZE });
  });

  // Each is told apart from the others: in one walk they are far from each other.
  it.each([
    [['tile/0/100', 'tile/1/001.p/1', 'tile/entries/257.p/208']],
    [['tile/0/257.p/208', 'tile/1/000', 'tile/entries/100']],
    [['tile/2/000.p/1']],
  ])('names %j, and nothing else, where one bit of each is altered', async (paths) => {
    const flip = (path: string): void => {
      const bytes = Uint8Array.from(files.get(path) ?? []);
      bytes[5] = (bytes[5] ?? 0) ^ 1;
      files.set(path, bytes);
    };
    paths.forEach(flip);
    const { found } = await walked();
    paths.forEach(flip);
    const named = paths.map((path) => `${path.includes('entries') ? 'BUNDLE' : 'TILE'}_DAMAGED ${path}`);
    expect(found.toSorted()).toEqual(named.toSorted());
  });

  it('names the first signed root from which on the entries are others', async () => {
    const [first, second] = heads;
    const other = toHex(fromHex('ab'.repeat(32)));
    const wrong = heads.map((head) => ({ ...head, root: other }));
    expect((await walked(wrong)).found).toEqual([`ROOT_DIFFERS checkpoint ${first?.size}`]);
    const last = heads.map((head) => (head === second ? { ...head, root: other } : head));
    expect((await walked(last)).found).toEqual([`ROOT_DIFFERS checkpoint ${second?.size}`]);
  });
});
