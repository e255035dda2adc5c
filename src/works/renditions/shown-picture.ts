import type { Size } from '../../lib/iiif-sizes.js';
import { Refusal } from '../../lib/refusal.js';
import type { ImageReader } from '../../originality/fingerprint.js';
import type { ContentStore, Database, Staging } from '../../ports.js';
import { shownFile } from '../display/shown-file.js';
import { noteLook } from '../file-store.js';
import { referenceTo, type StoredFile } from '../file.js';
import { inspectContent } from '../inspect-content.js';
import { uprightSize } from './rendition.js';

interface Needs {
  readonly database: Database;
  readonly content: ContentStore;
  readonly images: ImageReader;
  readonly staging: Staging;
}

export interface ShownPicture {
  readonly file: StoredFile;
  /** As it is shown. */
  readonly size: Size;
}

/** A stored picture that may be shown. Refuses FILE_MISSING, FILE_FORGOTTEN, FILE_WITHHELD and NOT_AN_IMAGE. */
export async function shownPicture(needs: Needs, cid: string): Promise<ShownPicture> {
  const file = await shownFile(needs.database.tables, cid);
  const { width, height, orientation } = file;
  if (width === null || height === null)
    throw new Refusal('NOT_AN_IMAGE', `${cid} is ${file.mediaType}, and no picture that can be shown.`);
  return {
    file,
    size: uprightSize({ width, height, orientation: orientation ?? (await lookAgain(needs, file)) }),
  };
}

/** Of a file from before that was kept. */
async function lookAgain(needs: Needs, file: StoredFile): Promise<number> {
  const { file: now } = await inspectContent(needs, referenceTo(file));
  await noteLook(needs.database.tables, now);
  return now.orientation ?? 1;
}
