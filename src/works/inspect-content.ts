import type { ImageReader } from '../originality/fingerprint.js';
import type { ContentStore, Staging } from '../ports.js';
import type { FileReference } from './file.js';
import { lookAtFile, type SeenFile } from './look-at-file.js';

interface Needs {
  readonly content: Pick<ContentStore, 'read'>;
  readonly images: ImageReader;
  readonly staging: Staging;
}

/**
 * The row and the fingerprints of a file that is in the content store, from its bytes alone. Throws ContentMissing or ContentDamaged, and
 * refuses bytes that are not what the reference says (WRONG_SIZE, WRONG_DIGEST, WRONG_MEDIA_TYPE) or cannot be read.
 */
export async function inspectContent(
  { content, images, staging }: Needs,
  reference: FileReference,
): Promise<SeenFile> {
  const staged = await staging.receive(content.read(reference.cid), reference);
  try {
    const { facts, fingerprints } = await lookAtFile(images, staged, reference);
    return { file: { cid: reference.cid, ...facts }, fingerprints };
  } finally {
    await staged.discard();
  }
}
