import { ContentDamaged, ContentMissing, type ContentStore, type Staging, type Tables } from '../../ports.js';
import { canonicalJson } from '../../lib/canonical-json.js';
import { Refusal } from '../../lib/refusal.js';
import type { ImageReader } from '../../originality/fingerprint.js';
import { forgottenFile, type FileReference, type StoredFile } from '../../works/file.js';
import { filesByCid } from '../../works/file-store.js';
import { isFileForgotten, type KnownForgettings } from '../forgetting/known-forgettings.js';
import { inspectContent } from '../../works/inspect-content.js';
import type { SeenFile } from '../../works/look-at-file.js';
import type { Report } from './finding.js';
import { namedFilesAfter, unnamedFiles } from './shadow-store.js';

export interface FileNeeds {
  readonly content: ContentStore;
  readonly images: ImageReader;
  readonly staging: Staging;
}

const BATCH = 50;

/** Checks every file that a statement names: its bytes, and that its row says of them what they say themselves. */
export async function checkFiles(
  needs: FileNeeds & { readonly forgettings: KnownForgettings },
  tables: Tables,
  { report, onFile }: { report: Report; onFile: () => void },
): Promise<void> {
  for (let last = ''; ;) {
    const references = await namedFilesAfter(tables, last, BATCH);
    if (references.length === 0) break;
    last = references.at(-1)?.cid ?? last;
    const rows = await filesByCid(
      tables,
      references.map(({ cid }) => cid),
    );
    for (const reference of references) {
      const row = rows.find(({ cid }) => cid === reference.cid) ?? null;
      await checkFile(needs, { reference, row, report });
      onFile();
    }
  }
  for (const cid of await unnamedFiles(tables))
    report({
      code: 'FILE_ROW_SURPLUS',
      subject: `files ${cid}`,
      message: `The database has a row of the file ${cid}, which no statement names.`,
    });
}

async function checkFile(
  needs: Parameters<typeof checkFiles>[0],
  {
    reference,
    row,
    report,
  }: { readonly reference: FileReference; readonly row: StoredFile | null; readonly report: Report },
): Promise<void> {
  const { cid } = reference;
  const subject = `files ${cid}`;
  if (!row)
    report({
      code: 'FILE_ROW_MISSING',
      subject,
      message: `Statements name the file ${cid}, and the database has no row of it.`,
    });
  const found = isFileForgotten(needs.forgettings, cid)
    ? forgottenFile(reference)
    : (await inspectOrReport(needs, reference, report))?.file;
  if (!found || !row) return;
  // Both have the columns of a row.
  const names = Object.keys(found) as (keyof StoredFile)[];
  const columns = names.filter(
    (name) =>
      comparable(found[name]) !== comparable(row[name]) && !(row[name] === null && LATER_COLUMNS.has(name)),
  );
  if (columns.length > 0)
    report({
      code: 'FILE_ROW_DIFFERS',
      subject,
      message: `The row of the file ${cid} is not what its bytes say. It differs in: ${columns.join(', ')}.`,
    });
}

/** Columns that rows of earlier versions have empty until the server looks at their files again. */
const LATER_COLUMNS: ReadonlySet<keyof StoredFile> = new Set(['orientation', 'colours']);

/** Of an object its members in one order: PostgreSQL keeps those of a jsonb in its own. */
const comparable = (value: StoredFile[keyof StoredFile]): unknown =>
  typeof value === 'object' && value !== null ? canonicalJson(value) : value;

/** What follows from a file's bytes; null where they are missing or damaged, which is reported. */
export async function inspectOrReport(
  needs: FileNeeds,
  reference: FileReference,
  report: Report,
): Promise<SeenFile | null> {
  try {
    return await inspectContent(needs, reference);
  } catch (error) {
    const isKnown =
      error instanceof ContentMissing || error instanceof ContentDamaged || error instanceof Refusal;
    if (!isKnown) throw error;
    report({
      code: error instanceof ContentMissing ? 'FILE_MISSING' : 'FILE_DAMAGED',
      subject: reference.cid,
      message: error.message,
    });
    return null;
  }
}
