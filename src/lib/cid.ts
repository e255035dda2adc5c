import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { Refusal } from './refusal.js';

const RAW = 0x55;
const SHA2_256 = 0x12;

/**
 * The UnixFS profile of every file here: CIDv1, raw leaves, 1 MiB chunks, balanced, 174 links a node (Kubo's
 * default). It is fixed for good: another profile would give the same bytes another CID.
 */
export const UNIXFS_PROFILE = { chunkBytes: 1024 * 1024, linksPerNode: 174 } as const;

/** CIDv1, codec raw, sha2-256: the name of a statement, and of any file of up to one chunk. */
export const rawCid = (sha256: Uint8Array): string =>
  CID.createV1(RAW, createDigest(SHA2_256, sha256)).toString();

/** The SHA-256 within a raw CIDv1; refuses a text that is no such CID. */
export function sha256OfRawCid(text: string): Uint8Array {
  const cid = parseCid(text);
  if (cid.code !== RAW || cid.multihash.code !== SHA2_256) {
    throw new Refusal('BAD_CID', `${text} is not a raw sha2-256 CID.`, { cid: text });
  }
  return cid.multihash.digest;
}

/** Whether a text is a CIDv1 in its one canonical spelling (base32, lower case). */
export function isCid(text: string): boolean {
  try {
    const cid = CID.parse(text);
    return cid.version === 1 && cid.toString() === text;
  } catch {
    return false;
  }
}

export function parseCid(text: string): CID {
  if (!isCid(text))
    throw new Refusal('BAD_CID', `"${text.slice(0, 80)}" is not a CIDv1 in base32.`, { cid: text });
  return CID.parse(text);
}
