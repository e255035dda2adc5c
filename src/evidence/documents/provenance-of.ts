import { isSame } from '../../lib/is-same.js';
import { datesInWords } from '../../title/provenance/dates-in-words.js';
import { readDates, type Timespan } from '../../title/provenance/edtf-dates.js';
import type { Method, Party, Period, Provenance } from '../../title/provenance/period.js';
import { readProvenance } from '../../title/provenance/read-provenance.js';
import { writeProvenance } from '../../title/provenance/write-provenance.js';
import { personName } from './person-name.js';
import type { RecordedTransfer, WorkRecord } from './work-record.js';
import { utcWords } from './utc-words.js';

const said = (id: string, words: string, isAfterOwner = false): Method => ({
  id,
  said: words,
  isCertain: true,
  isAfterOwner,
});

export type RegisteredMethod = Exclude<RecordedTransfer['method'], 'new-key'>;

/** Methods of transfers as ACQUISITION_METHODS, in the words of their prefixes or suffixes. */
export const REGISTERED_METHODS: Readonly<Record<RegisteredMethod, Method>> = {
  creation: said('creation', 'created by'),
  sale: said('sale', 'purchased by'),
  gift: said('gift', 'gift to'),
  bequest: said('bequest', 'bequest, to'),
  inheritance: said('by_descent', 'by descent to'),
  exchange: said('exchange', 'by exchange, to'),
  commission: said('commission', 'by commission', true),
  assignment: said('assignment', 'assigned to'),
  other: said('transfer', 'transferred to'),
};

/**
 * The recorded history of title as a provenance in the convention of AAM and CMOA: a period for each who received title, with a footnote that
 * names the share, the entry in the register and the signer's note. ";" stands only where the next was given by this owner.
 * Whatever it is written as is read the same: where a name could be taken for something else, keys stand in the place of names.
 */
export function provenanceOf(record: WorkRecord): Provenance {
  const named = provenanceBy(record, (key) => {
    const name = personName(record, key);
    return name === key ? asName(key) : name;
  });
  const isReadTheSame = isSame(readProvenance(writeProvenance(named)), named);
  return isReadTheSame ? named : provenanceBy(record, asName);
}

/** With a capital, as what is read as a name begins. */
const asName = (key: string): string => `Key ${key}`;

interface Receipt {
  readonly transfer: RecordedTransfer;
  readonly owner: string;
  readonly share: string;
}

function provenanceBy(record: WorkRecord, nameOf: (key: string) => string): Provenance {
  const receipts = record.title.transfers
    .filter(({ method }) => method !== 'new-key')
    .flatMap((transfer) => transfer.to.map(({ owner, share }): Receipt => ({ transfer, owner, share })));
  const periods = receipts.map(({ transfer, owner }, at): Period => {
    const { method, from, date } = transfer;
    const next = receipts[at + 1];
    return {
      doubt: null,
      isInParentheses: false,
      method: method === 'new-key' ? null : REGISTERED_METHODS[method],
      agent: null,
      owner: party(nameOf(owner)),
      sources: from === null ? [] : [{ by: 'from', event: null, party: party(nameOf(from)) }],
      place: null,
      dates: date === null ? null : datesOf(date),
      stockNumber: null,
      price: null,
      remarks: [],
      footnotes: [String(at + 1)],
      citations: [],
      isDirectTransfer:
        next !== undefined && next.transfer.from !== null && nameOf(next.transfer.from) === nameOf(owner),
      verbatim: null,
    };
  });
  const notes = receipts.map((receipt, at) => ({ marker: String(at + 1), text: noteOf(receipt) }));
  return { convention: 'AAM/CMOA', periods, notes };
}

const party = (name: string): Party => ({
  name,
  isCertain: true,
  clause: null,
  relationship: null,
  life: null,
  place: null,
});

/** In words that are read as the same bounds; null where there are none, and the footnote has the date as it was given. */
function datesOf(edtf: string): Timespan | null {
  const [first = '', last] = edtf.split('/');
  const bounds = { earliestBegin: first, latestBegin: last ?? first, earliestEnd: null, latestEnd: null };
  const words = /^[\dX?~%-]{4,11}$/.test(first) ? datesInWords(bounds) : null;
  const read = words === null ? null : readDates(words);
  return read && isSame(read, { words, ...bounds }) ? read : null;
}

/** Brackets would be taken for markers of other notes, and words before them for headings. */
function noteOf({ transfer: { index, recordedAt, date, note }, share }: Receipt): string {
  const words = (note ?? '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .normalize('NFC')
    .trim();
  return [
    share === '1' ? 'The whole' : `${share} of the whole`,
    `entry ${index}, recorded ${utcWords(recordedAt)}`,
    ...(date === null ? [] : [`dated ${date} in EDTF`]),
    ...(words === '' ? [] : [`the signer notes: ${words}`]),
  ].join('; ');
}
