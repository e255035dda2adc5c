import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mediaTypeOf, SIGNATURE_BYTES } from '../adapters/images/media-type.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { Refusal } from '../lib/refusal.js';
import { unixFsCid } from '../lib/unixfs-cid.js';
import type { FileReference } from '../works/file.js';
import type { Client } from './client.js';

export interface LocalFile extends FileReference {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file of this machine with its digests; the type is from its bytes. */
export async function readLocalFile(path: string): Promise<LocalFile> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (isErrorOf(cause, 'ENOENT'))
      throw new Refusal('NO_SUCH_FILE', `There is no file ${path}.`, { path }, { cause });
    if (isErrorOf(cause, 'EISDIR'))
      throw new Refusal('NO_SUCH_FILE', `${path} is a folder.`, { path }, { cause });
    throw cause;
  });
  return {
    bytes,
    cid: await unixFsCid([bytes]),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: mediaTypeOf(bytes.subarray(0, SIGNATURE_BYTES)) ?? 'application/octet-stream',
    sizeBytes: bytes.length,
  };
}

/** A picture of this machine; refuses what is none before a byte is sent. */
export async function readLocalPicture(path: string): Promise<LocalFile> {
  const file = await readLocalFile(path);
  if (!file.mediaType.startsWith('image/')) {
    throw new Refusal(
      'NOT_AN_IMAGE',
      `${path} is not a picture that can be read: JPEG, PNG, WebP, GIF, TIFF or AVIF.`,
      { path },
    );
  }
  return file;
}

/** Uploads a file and gives the upload's id. */
export async function uploadFile(
  client: Client,
  { bytes, sha256, mediaType, sizeBytes }: LocalFile,
): Promise<string> {
  const { declareUpload } = await client.ask<{ declareUpload: { upload: string; url: string } }>(
    'mutation ($input: DeclareUploadInput!) { declareUpload(input: $input) { upload url } }',
    { input: { sizeBytes, sha256, mediaType } },
  );
  await client.put(declareUpload.url, bytes);
  return declareUpload.upload;
}
