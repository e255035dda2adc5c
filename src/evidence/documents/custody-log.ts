import { namedPerson } from './person-name.js';
import { CLAIM_NOTICE, type WorkRecord } from './work-record.js';
import { counted } from '../../lib/counted.js';

/** One line of the chain of custody of the record and its files. */
export interface CustodyEvent {
  /** UTC, RFC 3339. */
  readonly at: string;
  /** Whose clock says so. */
  readonly clock: 'register' | 'witness' | 'chain';
  readonly event: 'statement recorded' | 'file named' | 'cosigned by a witness' | 'anchored on a chain';
  readonly who: string;
  /** Of what: an id, a CID or a root. */
  readonly what: string;
  /** SHA-256 in hex: of the statement's bytes, of the file's, or the root of the log. */
  readonly sha256: string;
  /** Place in the log; null for what is about the whole log. */
  readonly entry: number | null;
  readonly detail: string;
}

/**
 * Who declared what about which bytes, and when it was recorded, in the order of the register. A file is named when its bytes were in the
 * register's content store and had this digest; where the bytes were before, the register cannot say.
 */
export function custodyEvents(record: WorkRecord): CustodyEvent[] {
  const { statements, files, checkpoint, anchor } = record;
  const recorded = statements.flatMap((statement): CustodyEvent[] => {
    const { index, recordedAt: at, cid, sha256, sentence, kind, signer } = statement;
    const who = namedPerson(record, signer);
    const common = { at, clock: 'register' as const, who, entry: index };
    return [
      {
        ...common,
        event: 'statement recorded',
        what: `statement:${cid}`,
        sha256,
        detail: `${kind}: ${sentence}`,
      },
      ...files
        .filter(({ namedBy }) => namedBy.includes(index))
        .map((file): CustodyEvent => ({
          ...common,
          event: 'file named',
          what: `file:${file.cid}`,
          sha256: file.sha256,
          detail: `${file.mediaType}, ${counted(file.sizeBytes, 'byte')}, ${file.of === 'work' ? 'of the work' : 'as evidence'}`,
        })),
    ];
  });
  const { root: sha256, size } = checkpoint;
  const head = { what: `log:${checkpoint.origin}`, sha256, entry: null };
  const cosigned = checkpoint.witnesses.flatMap(({ key, cosignedAt }): CustodyEvent[] =>
    cosignedAt === null
      ? []
      : [
          {
            ...head,
            at: cosignedAt,
            clock: 'witness',
            event: 'cosigned by a witness',
            who: key,
            detail: counted(size, 'entry', 'entries'),
          },
        ],
  );
  const anchored: CustodyEvent[] = anchor
    ? [
        {
          ...head,
          at: anchor.blockTime,
          clock: 'chain',
          event: 'anchored on a chain',
          who: `chain ${anchor.chainId}`,
          detail: `transaction ${anchor.transaction}, block ${anchor.blockNumber}, ${counted(size, 'entry', 'entries')}; its time is the block's, in whole seconds`,
        },
      ]
    : [];
  return [...recorded, ...cosigned, ...anchored];
}

/** custody.json. */
export const custodyLog = (record: WorkRecord) => ({
  format: 'raisonne-custody/1',
  notice: CLAIM_NOTICE,
  work: record.work.id,
  asOf: record.asOf,
  events: custodyEvents(record),
});

const COLUMNS = ['at', 'clock', 'event', 'who', 'what', 'sha256', 'entry', 'detail'] as const;

/** custody.csv (RFC 4180, UTF-8, CRLF). */
export const custodyCsv = (record: WorkRecord): string =>
  [
    COLUMNS.join(','),
    ...custodyEvents(record).map((event) => COLUMNS.map((name) => csvCell(event[name])).join(',')),
  ]
    .map((line) => `${line}\r\n`)
    .join('');

/** A text that a spreadsheet would take for a formula is led in by an apostrophe, as spreadsheets write text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
