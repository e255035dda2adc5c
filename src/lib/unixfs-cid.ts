import { importByteStream, type ImporterOptions, type WritableStorage } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { UNIXFS_PROFILE } from './cid.js';

/** UNIXFS_PROFILE as the importer takes it. */
export const importerOptions = (): ImporterOptions => ({
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  chunker: fixedSize({ chunkSize: UNIXFS_PROFILE.chunkBytes }),
  layout: balanced({ maxChildrenPerNode: UNIXFS_PROFILE.linksPerNode }),
});

const keepsNothing: WritableStorage = { put: (cid) => cid };

/** The CID that a content store would give the bytes, without storing them. */
export async function unixFsCid(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  const { cid } = await importByteStream(bytes, keepsNothing, importerOptions());
  return cid.toString();
}
