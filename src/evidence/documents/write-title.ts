import { sinceInWords } from '../../title/since-in-words.js';
import type { Sheet } from './pdf-sheet.js';
import { personLines, personName } from './person-name.js';
import { presentOwners } from './present-owners.js';
import { wordsOfTransfer } from './transfer-words.js';
import { utcWords } from './utc-words.js';
import type { WorkRecord } from './work-record.js';

/** Pages on who owns a work by what is recorded, and how title passed. */
export function writeTitle(sheet: Sheet, record: WorkRecord): void {
  sheet.heading('Title');
  sheet.text('Ownership as recorded. Custody and copyright move separately.', { colour: 'quiet', size: 9 });
  sheet.space(4);
  const present = presentOwners(record);
  if (present.length === 0) sheet.text('No title is recorded.');
  for (const { owner, share, ...times } of present)
    sheet.row('Held now', `${personLines(record, owner)}\n${wordsOfShare(share)}, ${sinceInWords(times)}`);
  for (const transfer of record.title.transfers) {
    const { to, date, note, recordedAt, index } = transfer;
    const told = [
      wordsOfTransfer(record, transfer),
      ...to.map(({ owner, share }) => `${wordsOfShare(share)} to ${personName(record, owner)}`),
      `${date === null ? '' : `Dated ${date}. `}Recorded ${utcWords(recordedAt)}.`,
      ...(note === null ? [] : [note]),
    ];
    sheet.row(`Entry ${index}`, told.join('\n'));
  }
}

const wordsOfShare = (share: string): string => (share === '1' ? 'the whole' : share);
