import { Refusal } from '../lib/refusal.js';
import type { ImageReader } from '../originality/fingerprint.js';
import type { StagedFile } from '../ports.js';
import type { FileReference, StoredFile } from './file.js';

/**
 * What the bytes of a file say, which have the size and the digest that are declared: everything in its row but its
 * CID. Refuses WRONG_MEDIA_TYPE, and what the image reader refuses.
 */
export async function lookAtFile(
  images: ImageReader,
  { path }: Pick<StagedFile, 'path'>,
  { sha256, mediaType, sizeBytes }: Omit<FileReference, 'cid'>,
): Promise<Omit<StoredFile, 'cid'>> {
  const declared = { sha256, mediaType, sizeBytes };
  if (!mediaType.startsWith('image/'))
    return { ...declared, width: null, height: null, pdq: null, pdqQuality: null, pdqOrientations: null };
  const { width, height, pdq, mediaType: actual } = await images.inspect(path);
  if (actual !== mediaType)
    throw new Refusal('WRONG_MEDIA_TYPE', `The bytes are ${actual}; ${mediaType} was declared.`, {
      actual,
      declared: mediaType,
    });
  const { hash, quality, orientations } = pdq;
  return { ...declared, width, height, pdq: hash, pdqQuality: quality, pdqOrientations: orientations };
}
