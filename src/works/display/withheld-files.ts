import { Refusal } from '../../lib/refusal.js';
import type { Tables } from '../../ports.js';
import { withheldBy, type DisplayNotice } from './display-notice.js';
import { noticesOfFiles } from './display-store.js';

/** Of some files those that are withheld now, with the notice by which. */
export async function withheldFiles(
  tables: Tables,
  files: readonly string[],
): Promise<ReadonlyMap<string, DisplayNotice>> {
  const notices = await noticesOfFiles(tables, files);
  const found = new Map<string, DisplayNotice>();
  for (const file of new Set(notices.map((one) => one.file))) {
    const notice = withheldBy(notices.filter((one) => one.file === file));
    if (notice) found.set(file, notice);
  }
  return found;
}

/** Refuses FILE_WITHHELD for a file that is withheld from display. */
export async function requireShown(tables: Tables, file: string): Promise<void> {
  const notice = (await withheldFiles(tables, [file])).get(file);
  if (!notice) return;
  throw new Refusal(
    'FILE_WITHHELD',
    `The file ${file} is withheld from display since ${notice.at.toISOString()}: ${notice.reason} The register is as it was. Who speaks for a work of it may answer by a counter-notice.`,
    { file, since: notice.at.toISOString(), reason: notice.reason },
  );
}
