import { isLayeredType } from '../creation/layered/layered-file.js';
import { Refusal } from '../lib/refusal.js';
import type { Fingerprints, ImageReader } from '../originality/fingerprint.js';
import type { StagedFile } from '../ports.js';
import { NO_PICTURE, type FileReference, type StoredFile } from './file.js';

/** A file that was looked at, and by what it is searched, where it is a picture. */
export interface SeenFile {
  readonly file: StoredFile;
  readonly fingerprints: Fingerprints | null;
}

/**
 * What the bytes of a file say, which have the size and the digest that are declared. Refuses WRONG_MEDIA_TYPE, and what the image reader refuses.
 */
export async function lookAtFile(
  images: ImageReader,
  { path }: Pick<StagedFile, 'path'>,
  { sha256, mediaType, sizeBytes }: Omit<FileReference, 'cid'>,
): Promise<{ facts: Omit<StoredFile, 'cid'> } & Pick<SeenFile, 'fingerprints'>> {
  const declared = { sha256, mediaType, sizeBytes };
  // Layered files are evidence, and kept as they are: they are looked into when somebody asks what they say.
  if (!mediaType.startsWith('image/') || isLayeredType(mediaType))
    return {
      facts: { ...declared, ...NO_PICTURE },
      fingerprints: null,
    };
  const {
    width,
    height,
    orientation,
    colours,
    pdq,
    fingerprints,
    mediaType: actual,
  } = await images.inspect(path);
  if (actual !== mediaType)
    throw new Refusal('WRONG_MEDIA_TYPE', `The bytes are ${actual}; ${mediaType} was declared.`, {
      actual,
      declared: mediaType,
    });
  const { hash, quality, orientations } = pdq;
  return {
    facts: {
      ...declared,
      width,
      height,
      orientation,
      colours,
      pdq: hash,
      pdqQuality: quality,
      pdqOrientations: orientations,
    },
    fingerprints,
  };
}
