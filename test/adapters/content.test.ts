import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NextToLast } from 'blockstore-fs/sharding';
import { importByteStream } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { CID } from 'multiformats/cid';
import { openKubo } from '../../src/adapters/content/open-kubo.js';
import { openLocalBlocks } from '../../src/adapters/content/open-local-blocks.js';
import { readVerified } from '../../src/adapters/content/read-verified.js';
import { unixFsCid } from '../../src/lib/unixfs-cid.js';
import { ContentDamaged, ContentMissing, type ContentStore } from '../../src/ports.js';
import { startKuboRpcServer } from '../fixtures/kubo-rpc-server.js';
import { randomFrom } from '../fixtures/pictures.js';

const MIB = 1024 * 1024;

interface Opened {
  readonly store: ContentStore;
  /** Flips one bit of a block. */
  readonly damage: (cid: string) => Promise<void>;
  readonly remove: (cid: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function openLocal(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'raisonne-blocks-'));
  const store = await openLocalBlocks({ folder });
  const pathOf = (cid: string) => {
    const { dir, file } = new NextToLast().encode(CID.parse(cid));
    return join(folder, dir, file);
  };
  return {
    store,
    async damage(cid) {
      const bytes = await readFile(pathOf(cid));
      bytes[bytes.length >> 1]! ^= 1;
      await writeFile(pathOf(cid), bytes);
    },
    remove: (cid) => unlink(pathOf(cid)),
    async close() {
      await store.close();
      // Nothing half-written may be left, whatever the test did.
      expect(await readdir(join(folder, 'partial'))).toEqual([]);
      await rm(folder, { recursive: true });
    },
  };
}

async function openKuboOrItsLike(): Promise<Opened> {
  const real = process.env['IPFS_API_URL'];
  if (real !== undefined) {
    const store = openKubo({ apiUrl: real });
    const notOurs = () => Promise.reject(new Error("a real node's blocks are not ours to damage"));
    return { store, damage: notOurs, remove: notOurs, close: () => store.close() };
  }
  const server = await startKuboRpcServer();
  const store = openKubo({ apiUrl: server.apiUrl });
  return {
    store,
    damage: (cid) => Promise.resolve(server.damage(cid)),
    remove: (cid) => Promise.resolve(server.remove(cid)),
    async close() {
      await store.close();
      await server.close();
    },
  };
}

/** Seeded bytes, in pieces of odd sizes. */
function* aFile(length: number, seed = 1): Generator<Uint8Array> {
  const random = randomFrom(seed);
  for (let at = 0; at < length;) {
    const piece = Buffer.alloc(Math.min(length - at, 1 + Math.floor(random() * 200_000)));
    for (let word = 0; word + 4 <= piece.length; word += 4) piece.writeUInt32LE(random() * 2 ** 32, word);
    yield piece;
    at += piece.length;
  }
}

async function* letterByLetter(text: string) {
  for (const letter of text) yield await Promise.resolve(Buffer.from(letter));
}

async function allOf(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

// Ones to be recognised come from Kubo's documentation: the empty raw block and "hello world\n".
const FILES = [
  ['an empty file', () => [], 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'],
  [
    '"hello world\\n"',
    () => [Buffer.from('hello world\n')],
    'bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4',
  ],
  ['1 MiB exactly', () => aFile(MIB), /^bafkrei/],
  ['1 MiB and a byte', () => aFile(MIB + 1), /^bafybei/],
  ['3 MiB', () => aFile(3 * MIB), /^bafybei/],
] as const;

const kuboName =
  process.env['IPFS_API_URL'] === undefined
    ? 'Kubo, by a stand-in of its RPC API (IPFS_API_URL is not set)'
    : 'Kubo at IPFS_API_URL';

describe.each([
  { name: 'local blocks', open: openLocal, isOursToDamage: true },
  { name: kuboName, open: openKuboOrItsLike, isOursToDamage: process.env['IPFS_API_URL'] === undefined },
])('content in $name', ({ open, isOursToDamage }) => {
  // A real node's blocks cannot be damaged through its API: these are then skipped, and counted as such.
  const itDamaging = isOursToDamage ? it : it.skip;
  let opened: Opened;
  let store: ContentStore;

  beforeAll(async () => {
    opened = await open();
    store = opened.store;
  });

  afterAll(() => opened.close());

  it.each(FILES)('gives %s its one CID, and the bytes back', async (_name, make, expected) => {
    const cid = await store.put(make());
    expect(cid).toMatch(expected);
    expect(cid).toBe(await unixFsCid(make()));
    expect(await store.has(cid)).toBe(true);
    expect((await allOf(store.read(cid))).equals(await allOf(make()))).toBe(true);
  });

  it('takes bytes that come slowly, in pieces of any size', async () => {
    expect(await store.put(letterByLetter('hello world\n'))).toBe(FILES[1][2]);
  });

  it('names the blocks of a file, and takes out those that another file does not have', async () => {
    const shared = [...aFile(2 * MIB, 31)];
    const one = await store.put([...shared, ...aFile(5, 32)]);
    const other = await store.put([...shared, ...aFile(5, 33)]);
    const blocks = await store.blocksOf(one);
    expect([blocks.length, blocks[0]]).toEqual([4, one]);
    const kept = new Set(await store.blocksOf(other));
    await store.remove(blocks.filter((block) => !kept.has(block)));
    expect([await store.has(one), await store.blocksOf(one)]).toEqual([false, [one]]);
    expect((await allOf(store.read(other))).equals(Buffer.concat([...shared, ...aFile(5, 33)]))).toBe(true);
    // Done again it is no failure, and what was taken out can be put again.
    await store.remove([one]);
    expect(await store.put([...shared, ...aFile(5, 32)])).toBe(one);
  });

  it('says that it does not hold what was never put, without searching elsewhere', async () => {
    const cid = await unixFsCid(aFile(10, 404));
    expect(await store.has(cid)).toBe(false);
    await expect(allOf(store.read(cid))).rejects.toThrow(new ContentMissing(cid));
  });

  it('refuses a text that is no CID', async () => {
    await expect(store.has('not-a-cid')).rejects.toMatchObject({ code: 'BAD_CID' });
    await expect(allOf(store.read('../../etc/passwd'))).rejects.toMatchObject({ code: 'BAD_CID' });
  });

  it('keeps the same bytes once when they are put many times at once', async () => {
    const cids = await Promise.all(Array.from({ length: 6 }, () => store.put(aFile(MIB + 7, 6))));
    expect(new Set(cids).size).toBe(1);
    expect((await allOf(store.read(cids[0]!))).equals(await allOf(aFile(MIB + 7, 6)))).toBe(true);
  });

  it('passes on the failure of a source that breaks off, and holds no such file', async () => {
    const failure = new Error('the upload broke off');
    async function* broken() {
      yield* aFile(2 * MIB, 13);
      throw await Promise.resolve(failure);
    }
    await expect(store.put(broken())).rejects.toBe(failure);
    expect(await store.has(await unixFsCid(aFile(3 * MIB, 13)))).toBe(false);
  });

  it('lets a reader stop after the first piece', async () => {
    const cid = await store.put(aFile(3 * MIB, 21));
    for await (const piece of store.read(cid)) {
      expect(piece.length).toBe(MIB);
      break;
    }
  });

  itDamaging('finds one flipped bit in a block of a file, and putting the file again heals it', async () => {
    const cid = await store.put(aFile(3 * MIB, 31));
    const secondLeaf = await unixFsCid([(await allOf(aFile(3 * MIB, 31))).subarray(MIB, 2 * MIB)]);
    await opened.damage(secondLeaf);
    await expect(allOf(store.read(cid))).rejects.toThrow(ContentDamaged);
    await expect(allOf(store.read(cid))).rejects.toMatchObject({ cid, cause: { cid: secondLeaf } });
    await store.put(aFile(3 * MIB, 31));
    expect((await allOf(store.read(cid))).length).toBe(3 * MIB);
  });

  itDamaging('finds a flipped bit in the root of a file', async () => {
    const cid = await store.put(aFile(2 * MIB, 32));
    await opened.damage(cid);
    await expect(allOf(store.read(cid))).rejects.toThrow(new ContentDamaged(cid));
  });

  itDamaging('says that a file is missing when one of its blocks is', async () => {
    const cid = await store.put(aFile(2 * MIB, 33));
    await opened.remove(await unixFsCid([(await allOf(aFile(2 * MIB, 33))).subarray(MIB)]));
    await expect(allOf(store.read(cid))).rejects.toThrow(ContentMissing);
    await expect(allOf(store.read(cid))).rejects.toMatchObject({ cid });
  });
});

describe('reading blocks', () => {
  it('finds a damaged block three levels down, and nothing is left unhandled', async () => {
    const blocks = new Map<string, Uint8Array>();
    const leaves: string[] = [];
    const { cid } = await importByteStream(
      [await allOf(aFile(1000))],
      {
        put(key, block) {
          if (!(block instanceof Uint8Array)) throw new TypeError('A block in pieces');
          blocks.set(key.toString(), Uint8Array.from(block));
          if (key.code === 0x55) leaves.push(key.toString());
          return key;
        },
      },
      { cidVersion: 1, chunker: fixedSize({ chunkSize: 10 }), layout: balanced({ maxChildrenPerNode: 3 }) },
    );
    const read = () =>
      readVerified((block) => Promise.resolve(blocks.get(block.toString()) ?? null), cid.toString());
    expect((await allOf(read())).equals(await allOf(aFile(1000)))).toBe(true);
    blocks.get(leaves[50]!)![0]! ^= 1;
    await expect(allOf(read())).rejects.toMatchObject({ cid: cid.toString(), cause: { cid: leaves[50] } });
  });
});

describe('Kubo', () => {
  it('that is down is named with its address, for writing, reading and asking', async () => {
    const server = await startKuboRpcServer();
    await server.close();
    const store = openKubo({ apiUrl: server.apiUrl });
    const cid = FILES[1][2];
    const named = `The IPFS node at ${server.apiUrl} does not answer (ECONNREFUSED)`;
    await expect(store.put([Buffer.from('hello')])).rejects.toThrow(named);
    await expect(store.put(aFile(3 * MIB))).rejects.toThrow(named);
    await expect(allOf(store.read(cid))).rejects.toThrow(named);
    await expect(store.has(cid)).rejects.toThrow(named);
  });

  it('whose import settings give another CID is refused', async () => {
    const server = await startKuboRpcServer({ linksPerNode: 2 });
    const store = openKubo({ apiUrl: server.apiUrl });
    await expect(store.put(aFile(3 * MIB))).rejects.toThrow(
      /named the bytes bafybei\w+; they are bafybei\w+/,
    );
    await server.close();
  });

  it('at an address that is another server is named with what that server says', async () => {
    const server = await startKuboRpcServer();
    const store = openKubo({ apiUrl: `${server.apiUrl}/elsewhere` });
    await expect(store.has(FILES[1][2])).rejects.toThrow(/refused the request: .*404/);
    await server.close();
  });
});
