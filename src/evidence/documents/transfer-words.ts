import { personName } from './person-name.js';
import type { RecordedTransfer, WorkRecord } from './work-record.js';

const METHODS: Readonly<Record<RecordedTransfer['method'], string>> = {
  creation: 'Title began with',
  sale: 'Sale to',
  gift: 'Gift to',
  bequest: 'Bequest to',
  inheritance: 'Inheritance by',
  exchange: 'Exchange with',
  commission: 'Commission of',
  assignment: 'Assignment to',
  other: 'Transfer to',
  'new-key': 'New key of',
};

/** "Sale to Eve, from Ada Lovelace", for a label. */
export function wordsOfTransfer(
  record: Pick<WorkRecord, 'work' | 'rotations'>,
  { method, from, to }: RecordedTransfer,
): string {
  const names = to.map(({ owner }) => personName(record, owner));
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return `${METHODS[method]} ${shown}${from === null ? '' : `, from ${personName(record, from)}`}`;
}

/** The place of a transfer in the log as a name within a document. */
export const statementOfTransfer = ({ index }: RecordedTransfer): string => `title-${index}`;
