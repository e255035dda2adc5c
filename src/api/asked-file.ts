import { Refusal } from '../lib/refusal.js';
import type { StoredFile } from '../works/file.js';
import { refuseForgotten } from '../register/forgetting/refuse-forgotten.js';
import { arrivedFiles } from '../works/receive-upload.js';
import type { Context } from './context.js';

/** The file that is asked about: an upload that has arrived, or one that is stored. Refuses OUT_OF_SCHEMA, FILE_MISSING, FILE_FORGOTTEN and what uploads refuse. */
export async function askedFile(
  { house, loaders }: Context,
  { upload, file }: { readonly upload?: string | null; readonly file?: string | null },
): Promise<StoredFile> {
  if (!upload === !file) throw new Refusal('OUT_OF_SCHEMA', 'Name either an upload or a file.');
  const [asked] = upload ? await arrivedFiles(house, [upload]) : [await loaders.file.load(file ?? '')];
  if (!asked) throw new Refusal('FILE_MISSING', `No file ${file} is stored here.`, { cid: file });
  await refuseForgotten(house.database.tables, asked.cid);
  return asked;
}
