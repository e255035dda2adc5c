import { create } from 'kubo-rpc-client';
import type { CID } from 'multiformats/cid';
import { parseCid, UNIXFS_PROFILE } from '../../lib/cid.js';
import { unixFsCid } from '../../lib/unixfs-cid.js';
import type { ContentStore } from '../../ports.js';
import { listBlocks, readVerified } from './read-verified.js';

/** A block is at most a few MiB and offline: a node that needs longer than this is not answering. */
const BLOCK_TIMEOUT_MS = 30_000;

/** Blocks that one request names: they stand in its address. */
const AT_ONCE = 100;

const ADD_OPTIONS = {
  cidVersion: 1,
  rawLeaves: true,
  chunker: `size-${UNIXFS_PROFILE.chunkBytes}`,
  // Import.UnixFSFileMaxLinks in the node's configuration may say otherwise; nodes without the option have 174.
  maxFileLinks: UNIXFS_PROFILE.linksPerNode,
  pin: true,
} as const;

/**
 * Content on a Kubo node, by its RPC API (`apiUrl` such as http://127.0.0.1:5001). Everything is asked for offline:
 * what the node does not hold itself is missing, rather than searched for in the network without end.
 */
export function openKubo({ apiUrl }: { readonly apiUrl: string }): ContentStore {
  const { host, protocol } = new URL(apiUrl);
  const address = `${protocol}//${host}`;
  const client = create({ url: apiUrl });

  function failure(cause: unknown): Error {
    const what = hasAnswered(cause)
      ? `refused the request: ${messageOf(cause)}`
      : `does not answer (${reasonOf(cause)})`;
    return new Error(
      `The IPFS node at ${address} ${what}. Check that it runs and that IPFS_API_URL names it.`,
      {
        cause,
      },
    );
  }

  /** null where the node says that it has no such block. */
  async function unlessMissing<Result>(ask: () => Promise<Result>): Promise<Result | null> {
    try {
      return await ask();
    } catch (cause) {
      if (hasAnswered(cause) && isMissing(cause)) return null;
      throw failure(cause);
    }
  }

  async function unlessUnpinned(ask: () => Promise<unknown>): Promise<void> {
    try {
      await ask();
    } catch (cause) {
      if (!(hasAnswered(cause) && isUnpinned(cause))) throw failure(cause);
    }
  }

  async function removeUnpinned(cids: CID[]): Promise<void> {
    const kept: string[] = [];
    try {
      for await (const { cid, error } of client.block.rm(cids, { force: true }))
        if (error) kept.push(`${cid.toString()} (${error.message})`);
    } catch (cause) {
      throw failure(cause);
    }
    if (kept.length > 0)
      throw new Error(
        `The IPFS node at ${address} does not delete ${kept.join(', ')}. Look by what it is pinned there, and run it again.`,
      );
  }

  const getBlock = (cid: CID) => unlessMissing(() => client.block.get(cid, heldOnly()));

  return {
    async put(bytes) {
      const tee = teeOf(bytes);
      const ownCid = unixFsCid(tee.copy);
      const added = client.add(tee.original, ADD_OPTIONS).catch(async (cause: unknown) => {
        await tee.stop(cause);
        throw cause;
      });
      const [own, theirs] = await Promise.allSettled([ownCid, added]);
      const sourceFailure = tee.failure();
      if (sourceFailure !== null) throw sourceFailure.reason;
      if (theirs.status === 'rejected') throw failure(theirs.reason);
      if (own.status === 'rejected') throw own.reason;
      const cid = theirs.value.cid.toString();
      if (cid !== own.value) {
        throw new Error(
          `The IPFS node at ${address} named the bytes ${cid}; they are ${own.value}. Its version or its import settings are not fit for this profile.`,
        );
      }
      return cid;
    },
    read: (cid) => readVerified(getBlock, cid),
    blocksOf: (cid) => listBlocks(getBlock, cid),
    async remove(blocks) {
      const cids = blocks.map(parseCid);
      // A block that is pinned, be it with its file, is not given up.
      for (const cid of cids) await unlessUnpinned(() => client.pin.rm(cid, { recursive: true }));
      for (let at = 0; at < cids.length; at += AT_ONCE) await removeUnpinned(cids.slice(at, at + AT_ONCE));
    },
    async has(cid) {
      const parsed = parseCid(cid);
      return (await unlessMissing(() => client.block.stat(parsed, heldOnly()))) !== null;
    },
    close: () => Promise.resolve(),
  };
}

const heldOnly = () => ({ offline: true, signal: AbortSignal.timeout(BLOCK_TIMEOUT_MS) });

// Errors are told by their fields and not by their class: fetch and node:net may throw another realm's Error.
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const messageOf = (cause: unknown) => String(fieldOf(cause, 'message') ?? cause);

/** The client's HTTPError carries the response; what never reached the node carries none. */
const hasAnswered = (cause: unknown) => fieldOf(cause, 'response') !== undefined;

/** go-ipld-format's ErrNotFound; the API gives no code for it, only the words. */
const isMissing = (cause: unknown) => /could not find|not found locally/.test(messageOf(cause));

/** Not pinned by itself; what it is pinned through, another of the blocks may be, or something else that the answer of block/rm names. */
const isUnpinned = (cause: unknown) => /not pinned|is pinned indirectly/.test(messageOf(cause));

/** ECONNREFUSED and the like sit somewhere down the chain of causes. */
function reasonOf(cause: unknown): string {
  const code = fieldOf(cause, 'code');
  if (typeof code === 'string') return code;
  const deeper = fieldOf(cause, 'cause');
  return deeper === undefined ? messageOf(cause) : reasonOf(deeper);
}

/** The same bytes for two readers, without keeping more than one chunk. */
function teeOf(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  let failed: { readonly reason: unknown } | null = null;

  async function* original(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of bytes) {
        await writer.write(chunk);
        yield chunk;
      }
      await writer.close();
    } catch (reason) {
      failed = { reason };
      await writer.abort(reason);
      throw reason;
    }
  }

  return {
    original: original(),
    copy: readable as AsyncIterable<Uint8Array>,
    stop: (reason: unknown) => writer.abort(reason),
    failure: (): { readonly reason: unknown } | null => failed,
  };
}
