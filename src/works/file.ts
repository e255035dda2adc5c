import * as z from 'zod';
import { cidSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { PictureColour } from '../originality/dominant-colours.js';
import type { Orientation } from '../originality/pdq.js';

/** The largest file that is taken, in bytes: 200 MB. */
export const MAX_FILE_BYTES = 200_000_000;

/** How a statement names a file. All four are checked against the bytes. */
export const fileReferenceSchema = z
  .strictObject({
    cid: cidSchema.describe('CIDv1 of the file: UnixFS, raw leaves, 1 MiB chunks, 174 links a node'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
      .describe('SHA-256 of the bytes, in hex'),
    mediaType: z
      .string()
      .regex(/^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/, 'is not a media type')
      .describe('Media type (RFC 6838)'),
    sizeBytes: z.int().min(1).max(MAX_FILE_BYTES).describe('Size in bytes'),
  })
  .describe('A file by its digests, type and size');

export type FileReference = Readonly<z.infer<typeof fileReferenceSchema>>;

/** A file that is in the content store, and what its bytes say. */
export interface StoredFile extends FileReference {
  /** Pixels as stored, for a picture; null for any other file. */
  readonly width: number | null;
  readonly height: number | null;
  /** How a picture is turned to be shown upright (EXIF 1 to 8); null for any other file, and where nobody looked yet. */
  readonly orientation: number | null;
  /** Of a picture as it is shown, the one of the largest share first; null for any other file, and where nobody looked yet. */
  readonly colours: readonly PictureColour[] | null;
  /** PDQ of a picture, as 64 hex digits. */
  readonly pdq: string | null;
  /** PDQ's quality, 0 to 100. */
  readonly pdqQuality: number | null;
  /** What the hash would be, had the picture been turned or mirrored before. */
  readonly pdqOrientations: Readonly<Record<Orientation, string>> | null;
}

/** What the row of a file that is no picture says of one. */
export const NO_PICTURE = {
  width: null,
  height: null,
  orientation: null,
  colours: null,
  pdq: null,
  pdqQuality: null,
  pdqOrientations: null,
} as const satisfies Partial<StoredFile>;

/** The row of a file whose bytes were erased: what statements say of it, and nothing that its bytes told. */
export const forgottenFile = (reference: FileReference): StoredFile => ({
  ...referenceTo(reference),
  ...NO_PICTURE,
});

/** The stored files that are named, in order; refuses a name whose bytes are absent or otherwise than it says. */
export function checkReferences(
  references: readonly FileReference[],
  known: ReadonlyMap<string, StoredFile>,
): StoredFile[] {
  return references.map((reference) => {
    const { cid } = reference;
    const file = known.get(cid);
    if (!file)
      throw new Refusal(
        'FILE_MISSING',
        `The file ${cid} is named but was not uploaded. Declare an upload, put the bytes there, and name the upload.`,
        { cid },
      );
    for (const name of ['sha256', 'mediaType', 'sizeBytes'] as const) {
      if (reference[name] !== file[name]) {
        throw new Refusal(
          'WRONG_FILE_FACTS',
          `The statement says that ${name} of ${cid} is ${reference[name]}; of the bytes it is ${file[name]}.`,
          { cid, name, given: reference[name], actual: file[name] },
        );
      }
    }
    return file;
  });
}

export const referenceTo = ({ cid, sha256, mediaType, sizeBytes }: FileReference): FileReference => ({
  cid,
  sha256,
  mediaType,
  sizeBytes,
});
