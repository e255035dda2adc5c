import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NextToLast } from 'blockstore-fs/sharding';
import { importByteStream } from 'ipfs-unixfs-importer';
import { CID } from 'multiformats/cid';
import { parseCid, rawCid, UNIXFS_PROFILE } from '../../lib/cid.js';
import { importerOptions } from '../../lib/unixfs-cid.js';
import type { ContentStore } from '../../ports.js';
import { syncTogether, writeSynced } from '../synced-file.js';
import { listBlocks, readVerified } from './read-verified.js';

// blockstore-fs's own layout, so that its tools open the folder. Its writer is not used: it neither syncs nor gives
// two processes different temporary names, and its reader calls every failure "not found".
const layout = new NextToLast();

const LEFT_OVER_AFTER_MS = 60 * 60 * 1000;

/** Content in a folder of this machine, one file a block. A put that has resolved survives a power cut. */
export async function openLocalBlocks({ folder }: { readonly folder: string }): Promise<ContentStore> {
  const partial = join(folder, 'partial');
  await mkdir(partial, { recursive: true });
  await removeLeftOvers(partial);

  const fileOf = (cid: CID) => {
    const { dir, file } = layout.encode(cid);
    return { shard: join(folder, dir), path: join(folder, dir, file) };
  };

  const getBlock = (block: CID) => bytesOf(fileOf(block).path);
  const shards = new Set<string>();
  const syncOf = syncTogether();

  async function keep(cid: CID, bytes: Uint8Array): Promise<CID> {
    const { shard, path } = fileOf(cid);
    if (!shards.has(shard)) {
      const isNew = (await mkdir(shard, { recursive: true })) !== undefined;
      if (isNew) await syncOf(folder);
      shards.add(shard);
    }
    // Also where the block is there already: it may be damaged, and putting the same file again heals it.
    const unfinished = join(partial, randomUUID());
    await writeSynced(unfinished, bytes);
    await rename(unfinished, path);
    await syncOf(shard);
    return cid;
  }

  return {
    async put(bytes) {
      const single = singleChunk(bytes);
      if (single) return (await keep(single.cid, single.chunk)).toString();
      const { cid } = await importByteStream(
        bytes,
        { put: (key, block) => keep(key, whole(block)) },
        importerOptions(),
      );
      return cid.toString();
    },
    read: (cid) => readVerified(getBlock, cid),
    blocksOf: (cid) => listBlocks(getBlock, cid),
    async remove(blocks) {
      for (const block of blocks) await rm(fileOf(parseCid(block)).path, { force: true });
      for (const shard of new Set(blocks.map((block) => fileOf(parseCid(block)).shard)))
        if (await stat(shard).catch(nullIfAbsent)) await syncOf(shard);
    },
    has: async (cid) => (await stat(fileOf(parseCid(cid)).path).catch(nullIfAbsent)) !== null,
    close: () => Promise.resolve(),
  };
}

/** Of processes that died while writing. Another one may be writing right now, so only old files go. */
async function removeLeftOvers(partial: string): Promise<void> {
  const oldest = Date.now() - LEFT_OVER_AFTER_MS;
  for (const name of await readdir(partial)) {
    const path = join(partial, name);
    const found = await stat(path).catch(nullIfAbsent);
    if (found !== null && found.mtimeMs < oldest) await rm(path, { force: true });
  }
}

/** Bytes that make one raw block. Statements come by the thousand, and the importer costs more than their file. */
function singleChunk(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  const [chunk, ...more] = Array.isArray(bytes) ? (bytes as readonly Uint8Array[]) : []; // of which the port has no others
  if (!chunk || more.length > 0 || chunk.length > UNIXFS_PROFILE.chunkBytes) return null;
  return { chunk, cid: CID.parse(rawCid(createHash('sha256').update(chunk).digest())) };
}

/** The importer's type allows a block in pieces; it never makes one. */
function whole(block: unknown): Uint8Array {
  if (block instanceof Uint8Array) return block;
  throw new TypeError('The importer gave a block in pieces');
}

const bytesOf = (path: string): Promise<Uint8Array | null> => readFile(path).catch(nullIfAbsent);

// Told by its code and not by its class: an error of node:fs may come from another realm than this file's Error.
function nullIfAbsent(reason: unknown): null {
  if (typeof reason === 'object' && reason !== null && 'code' in reason && reason.code === 'ENOENT')
    return null;
  throw reason;
}
