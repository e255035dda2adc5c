import { isCid } from '../../lib/cid.js';
import { Refusal } from '../../lib/refusal.js';
import type { Tables } from '../../ports.js';
import { refuseForgotten } from '../../register/forgetting/refuse-forgotten.js';
import { filesByCid } from '../file-store.js';
import type { StoredFile } from '../file.js';
import { requireShown } from './withheld-files.js';

/** A stored file that may be shown. Refuses FILE_MISSING, FILE_FORGOTTEN and FILE_WITHHELD. */
export async function shownFile(tables: Tables, cid: string): Promise<StoredFile> {
  const [file] = isCid(cid) ? await filesByCid(tables, [cid]) : [];
  if (!file) throw new Refusal('FILE_MISSING', `No file ${cid.slice(0, 80)} is stored here.`);
  await refuseForgotten(tables, cid);
  await requireShown(tables, cid);
  return file;
}
