import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { leafHash, type Hash } from '../../src/lib/merkle.js';
import { noteSigner, type NoteSigner } from '../../src/lib/signed-note.js';
import { signCheckpoint } from '../../src/register/checkpoint.js';
import { packEntries } from '../../src/register/entry-bundle.js';
import { parseTilePath, tilePath, widthAt } from '../../src/register/tile-path.js';
import {
  consistencyRanges,
  extendTiles,
  HASH_BYTES,
  rangeHash,
  tileKey,
  WIDTH,
  type Range,
  type Tile,
} from '../../src/register/tiles.js';
import type { ReadLog } from '../../src/witness/follow-log.js';
import { formatSubmission } from '../../src/witness/submission.js';
import { aRandom } from '../fixtures/random.js';

/** A log with a real key and real tiles, in memory. */
export interface TestLog {
  readonly signer: NoteSigner;
  size(): bigint;
  /** Adds entries; gives the log itself. */
  grow(count: number): TestLog;
  /** The signed checkpoint of a size, or of the present one. */
  note(size?: bigint): string;
  /** The body of add-checkpoint from one size to another, or to the present one. */
  submission(oldSize: bigint, size?: bigint): string;
  proof(from: bigint, to: bigint): Hash[];
  /** Another log with the same key and the same entries up to a size. */
  forkAt(size: number): TestLog;
  /** What it serves, at its present size. */
  readonly files: ReadLog;
}

export function aLog(
  name = 'log.example/one',
  entries: readonly Uint8Array[] = [],
  branch = 'main',
): TestLog {
  const signer = noteSigner(name, aRandom(`key of ${name}`).bytes(32));
  const all = [...entries];
  let tiles = tilesOf(all);
  const hashOf = (range: Range) => rangeHash(range, tiles);
  const log: TestLog = {
    signer,
    size: () => BigInt(all.length),
    grow: (count) => {
      for (let at = 0; at < count; at += 1)
        all.push(new TextEncoder().encode(`${name} ${branch} ${all.length}`));
      tiles = tilesOf(all);
      return log;
    },
    note: (size = log.size()) => signCheckpoint({ size, root: hashOf({ from: 0n, to: size }) }, signer),
    proof: (from, to) => consistencyRanges(from, to).map(hashOf),
    submission: (oldSize, size = log.size()) =>
      formatSubmission({ oldSize, proof: log.proof(oldSize, size), note: log.note(size) }),
    forkAt: (size) => aLog(name, all.slice(0, size), `${branch}, forked at ${size}`),
    files: {
      read: async (path) => {
        if (path === 'checkpoint') return new TextEncoder().encode(log.note());
        const bundle = parseTilePath(path);
        if (bundle?.level === 'entries') {
          const from = Number(bundle.position) * WIDTH;
          const asked = all.slice(from, from + bundle.width);
          return asked.length === bundle.width ? packEntries(asked) : null;
        }
        const tile = [...tiles.values()].find((one) => {
          const width = widthAt(log.size(), one);
          return tilePath({ ...one, width }) === path;
        });
        return tile?.hashes ?? null;
      },
    },
  };
  return log;
}

const tilesOf = (entries: readonly Uint8Array[]): Map<string, Tile> =>
  new Map(extendTiles(0n, entries.map(leafHash), new Map()).map((tile) => [tileKey(tile), tile]));

/** The same files with one hash of a tile of this level altered. */
export const withDamagedTile = (files: ReadLog, level: number): ReadLog => ({
  read: async (path) => {
    const bytes = (await files.read(path))?.slice() ?? null;
    if (bytes && path.startsWith(`tile/${level}/`))
      for (let at = 0; at < bytes.length; at += HASH_BYTES) bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  },
});

/** The same files with one byte altered of the file at a path. */
export const withAlteredByte = (files: ReadLog, name: string, at: number): ReadLog => ({
  read: async (path) => {
    const bytes = (await files.read(path))?.slice() ?? null;
    if (bytes && path === name) bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  },
});

/** Serves files over HTTP, as a log does, until closed; `files` may be exchanged meanwhile. */
export async function serveLog(first: ReadLog) {
  let files = first;
  const http = createServer((request, response) => {
    const answer = async () => {
      const bytes = await files.read((request.url ?? '/').slice(1));
      response.writeHead(bytes ? 200 : 404).end(bytes ?? undefined);
    };
    void answer();
  });
  http.listen(0);
  await once(http, 'listening');
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}`,
    serve: (next: ReadLog) => (files = next),
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}
