import { idOf, parseId } from '../../lib/ids.js';
import { isCid } from '../../lib/cid.js';
import { Refusal } from '../../lib/refusal.js';
import { dropSearchRows } from '../../originality/search-rows-store.js';
import type { ContentStore, Tables } from '../../ports.js';
import { filesByCid, replaceFile } from '../../works/file-store.js';
import { forgottenFile, referenceTo } from '../../works/file.js';
import { dropUploadsOf } from '../../works/upload-store.js';
import { statementsByCid } from '../statement-store.js';
import type { Forgotten } from './forgotten.js';
import { forgettingsById } from './forgetting-store.js';

/** Takes out of the database what a file's bytes told. What statements say of it stays with them. */
export async function forgetFile(
  tables: Tables,
  { id, content }: { readonly id: string; readonly content: Pick<ContentStore, 'has'> },
): Promise<Forgotten> {
  const cid = parseId(id)?.name ?? '';
  const unknown = () => new Refusal('FILE_UNKNOWN', `No file ${cid} is stored here.`, { id });
  if (!isCid(cid)) throw unknown();
  if ((await forgettingsById(tables, [id])).length > 0)
    throw new Refusal('FORGOTTEN_ALREADY', `${id} was forgotten already.`, { id });
  const [row] = await filesByCid(tables, [cid]);
  const uploads = await dropUploadsOf(tables, cid);
  if (!row && uploads.length === 0) {
    // The block of a statement is no file: its words are forgotten as such.
    const [statement] = await statementsByCid(tables, [cid]);
    if (statement || !(await content.has(cid)))
      throw statement
        ? new Refusal('FILE_UNKNOWN', `${cid} is no file: name ${idOf('statement', cid)}.`, { id })
        : unknown();
  }
  if (row) await replaceFile(tables, forgottenFile(row));
  const facts = row ?? uploads[0];
  const rows = {
    ...(row && { files: 1 }),
    ...(uploads.length > 0 && { uploads: uploads.length }),
    ...(await dropSearchRows(tables, cid)),
  };
  return { what: { what: 'file', id, facts: facts ? factsOf(facts) : null }, rows };
}

function factsOf(file: Parameters<typeof referenceTo>[0]) {
  const { sha256, mediaType, sizeBytes } = referenceTo(file);
  return { sha256, mediaType, sizeBytes };
}
