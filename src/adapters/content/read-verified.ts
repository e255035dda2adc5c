import { exporter } from 'ipfs-unixfs-exporter';
import type { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { parseCid } from '../../lib/cid.js';
import { Refusal } from '../../lib/refusal.js';
import { ContentDamaged, ContentMissing } from '../../ports.js';

/** A block's bytes as the store has them, or null where it has none. */
export type GetBlock = (cid: CID) => Promise<Uint8Array | null>;

/**
 * The bytes of a UnixFS file, every block checked against its CID, which the exporter does not do. The tree is walked
 * here, an entry at a time: the exporter's own `content()` reads ahead without limit, and from the third level
 * on (files above 174 MiB) it turns a bad block into an unhandled rejection.
 */
export async function* readVerified(getBlock: GetBlock, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* fileFrom(getBlock, parseCid(file));
  } catch (reason) {
    // The caller knows the file, not its blocks: name the file, and keep the block as the cause.
    if (reason instanceof ContentMissing && reason.cid !== file)
      throw because(reason, new ContentMissing(file));
    if (reason instanceof ContentDamaged && reason.cid !== file)
      throw because(reason, new ContentDamaged(file));
    throw reason;
  }
}

/** The CIDs of a file's blocks, its own first. What a missing or damaged node names cannot be told, and is left out. */
export async function listBlocks(getBlock: GetBlock, file: string): Promise<string[]> {
  const listed = new Set<string>();
  const listFrom = async (cid: CID): Promise<void> => {
    listed.add(cid.toString());
    // A leaf names nothing, and need not be read.
    if (cid.code === raw.code) return;
    for (const link of await linksOf(getBlock, cid)) await listFrom(link);
  };
  await listFrom(parseCid(file));
  return [...listed];
}

async function linksOf(getBlock: GetBlock, cid: CID): Promise<CID[]> {
  try {
    const entry = await exporter(cid, { get: (block) => verified(getBlock, block) });
    return entry.type === 'file' ? entry.node.Links.map(({ Hash }) => Hash) : [];
  } catch (reason) {
    if (reason instanceof ContentMissing || reason instanceof ContentDamaged) return [];
    throw reason;
  }
}

const because = (cause: Error, error: Error) => Object.assign(error, { cause });

async function* fileFrom(getBlock: GetBlock, cid: CID): AsyncGenerator<Uint8Array> {
  const entry = await exporter(cid, { get: (block) => verified(getBlock, block) });
  if (entry.type === 'raw') {
    yield entry.node;
    return;
  }
  if (entry.type !== 'file') {
    throw new Refusal('NOT_A_FILE', `${cid.toString()} names a ${entry.type}, not a file.`, {
      cid: cid.toString(),
    });
  }
  if (entry.unixfs.data !== undefined && entry.unixfs.data.length > 0) yield entry.unixfs.data;
  for (const link of entry.node.Links) yield* fileFrom(getBlock, link.Hash);
}

async function* verified(getBlock: GetBlock, cid: CID): AsyncGenerator<Uint8Array> {
  if (cid.multihash.code !== sha256.code) {
    throw new Refusal('BAD_CID', `${cid.toString()} is no sha2-256 CID, so its bytes cannot be checked.`, {
      cid: cid.toString(),
    });
  }
  const bytes = await getBlock(cid);
  if (bytes === null) throw new ContentMissing(cid.toString());
  const { digest } = await sha256.digest(bytes);
  if (Buffer.compare(digest, cid.multihash.digest) !== 0) throw new ContentDamaged(cid.toString());
  yield bytes;
}
