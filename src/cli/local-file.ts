import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mediaTypeOf, SIGNATURE_BYTES } from '../adapters/images/media-type.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { isLayeredType, LAYERED_MEDIA_TYPES } from '../creation/layered/layered-file.js';
import { layeredFormatOf } from '../creation/layered/layered-format.js';
import { fileBytesOf, type FileBytes } from '../lib/file-bytes.js';
import { Refusal } from '../lib/refusal.js';
import { unixFsCid } from '../lib/unixfs-cid.js';
import { isPictureType } from '../originality/fingerprint.js';
import { documentTypeOf } from '../works/document-type.js';
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
    mediaType: mediaTypeOfFile(fileBytesOf(bytes)),
    sizeBytes: bytes.length,
  };
}

/** A file's media type by its bytes: a picture's, a layered file's, a document's, or that of bytes of any sort. */
export function mediaTypeOfFile(file: FileBytes): string {
  const picture = mediaTypeOf(file.at(0, SIGNATURE_BYTES));
  if (picture) return picture;
  const format = layeredFormatOf(file);
  return format ? LAYERED_MEDIA_TYPES[format] : (documentTypeOf(file) ?? 'application/octet-stream');
}

/** A picture of this machine; refuses what is none before a byte is sent. */
export async function readLocalPicture(path: string): Promise<LocalFile> {
  const file = await readLocalFile(path);
  if (!isPictureType(file.mediaType))
    throw notRead(
      path,
      isLayeredType(file.mediaType)
        ? "a layered file is no work's picture. Export it to PNG, JPEG, WebP, GIF, TIFF or AVIF, and give this one by --evidence"
        : 'JPEG, PNG, WebP, GIF, TIFF or AVIF',
    );
  return file;
}

/** A picture or a layered file of this machine; refuses any other. */
export async function readInspected(path: string): Promise<LocalFile> {
  const file = await readLocalFile(path);
  if (!isPictureType(file.mediaType) && !isLayeredType(file.mediaType))
    throw notRead(path, 'JPEG, PNG, WebP, GIF, TIFF, AVIF, PSD, PSB, KRA or ORA');
  return file;
}

const notRead = (path: string, read: string) =>
  new Refusal('NOT_AN_IMAGE', `${path} is not a picture that can be read: ${read}.`, { path });

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
