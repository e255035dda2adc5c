import type { ImageReader } from '../../originality/fingerprint.js';
import type { ContentStore, Database, Renditions, Staging } from '../../ports.js';
import { refuseForgotten } from '../../register/forgetting/refuse-forgotten.js';
import { renditionName, type Rendition } from './rendition.js';
import type { ShownPicture } from './shown-picture.js';

interface Needs {
  readonly database: Database;
  readonly content: ContentStore;
  readonly images: Pick<ImageReader, 'render'>;
  readonly staging: Staging;
  readonly renditions: Renditions;
}

/**
 * The JPEG of a rendition, made with all others of its part where it is not there. Refuses TOO_BUSY, what the image reader refuses, and
 * FILE_FORGOTTEN where the bytes were erased meanwhile.
 */
export async function showRendition(
  needs: Needs,
  { file, size }: ShownPicture,
  rendition: Rendition,
): Promise<Uint8Array> {
  const { renditions, content, images, staging, database } = needs;
  const { cid } = file;
  const set = { cid, part: rendition.part };
  const name = renditionName(rendition);
  const kept = await renditions.read(set, name);
  if (kept) return kept;
  await renditions.make(set, async (folder) => {
    const staged = await staging.receive(content.read(cid), file);
    try {
      await images.render({ path: staged.path, part: set.part, size, folder });
    } finally {
      await staged.discard();
    }
  });
  // After they are there: whoever erases takes renditions out last.
  await refuseForgotten(database.tables, cid).catch(async (error: unknown) => {
    await renditions.remove(cid);
    throw error;
  });
  const made = await renditions.read(set, name);
  if (!made)
    throw new Error(`The rendition ${name} of ${cid} is not there, though it was made a moment ago.`);
  return made;
}
