import type { NoteKey } from '../../lib/signed-note.js';
import { parseId } from '../../lib/ids.js';
import type { ContentStore, LogFiles, Tables } from '../../ports.js';
import {
  announcedForgettings,
  FORGOTTEN_PATH,
  storedForgettings,
  type KnownForgettings,
} from '../forgetting/known-forgettings.js';
import { forgottenFiles } from '../forgetting/remove-forgotten.js';
import { unsharedBlocks } from '../forgetting/unshared-blocks.js';
import type { Report } from './finding.js';

interface Needs {
  readonly tables: Tables;
  readonly content: Pick<ContentStore, 'has' | 'blocksOf'>;
  readonly logFiles: Pick<LogFiles, 'read'>;
  readonly log: NoteKey;
  readonly report: Report;
}

/**
 * What is forgotten by rows and by the file of receipts, of which each must have what the other has; and whether the content store still
 * holds any of it. `announced` is what the file told before the database was looked at.
 */
export async function checkForgettings(
  { tables, content, logFiles, log, report }: Needs,
  announced: KnownForgettings,
): Promise<KnownForgettings> {
  const stored = await storedForgettings(tables, log, report);
  for (const id of announced.keys())
    if (!stored.has(id))
      report({
        code: 'FORGETTING_MISSING',
        subject: `forgettings ${id}`,
        message: `A receipt says that ${id} was forgotten, and the database has no row of it.`,
      });
  // Anew: a row is written before its line.
  const now = await announcedForgettings({ logFiles, log }, () => undefined);
  for (const id of stored.keys())
    if (!now.has(id))
      report({
        code: 'FORGETTING_MISSING',
        subject: FORGOTTEN_PATH,
        message: `The database says that ${id} was forgotten, and ${FORGOTTEN_PATH} has no receipt of it.`,
      });
  const known = new Map([...announced, ...stored]);
  const gone = forgottenFiles(known.keys());
  for (const id of known.keys()) {
    const cid = parseId(id)?.name ?? '';
    // What something else has, too, stays.
    if (
      !(await content.has(cid)) ||
      (await unsharedBlocks({ tables, content }, [cid], gone)).own.length === 0
    )
      continue;
    report({
      code: 'FORGOTTEN_STAYS',
      subject: id,
      message: `${id} was forgotten, and the content store still holds it.`,
    });
  }
  return known;
}
