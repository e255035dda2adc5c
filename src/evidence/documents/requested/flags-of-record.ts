import { standInWords } from '../../../claims/disputes/stand-in-words.js';
import { counted } from '../../../lib/counted.js';
import { idOf } from '../../../lib/ids.js';
import { keysBy, type KeysOf } from '../../../people/key-rotation.js';
import { ERASED } from '../../../register/forgetting/remains.js';
import type { Examination } from '../../../title/history/examination.js';
import { flagRule, gravestFirst } from '../../../title/provenance/flags/flag.js';
import type { RecordedDispute } from '../recorded-dispute.js';
import { erasedLines } from '../erased-words.js';
import type { HistoryEvent } from '../recorded-history.js';
import { toldHistory } from '../told-history.js';
import type { WorkFacts } from '../work-record.js';
import { flagsOfSightings } from './flags-of-sightings.js';
import { titleFlags } from './flags-of-titles.js';
import { raise, standing, type RecordFlag } from './record-flag.js';
import type { Sightings } from './sightings.js';
import { resalesOfHistory, type SaleCountries } from './resales-of-history.js';
import { utcWords } from '../utc-words.js';

const PRESUMPTION =
  '17 USC 410(c); Directive 2004/48/EC, art. 5: whoever is named is presumed, and can be rebutted';
const CONFLICTING = flagRule(
  'CONFLICTING_CLAIMS',
  'high',
  PRESUMPTION,
  'A claim is contested: by a claim that competes with it, or by a dispute.',
  'A withdrawal, an outcome that both sides state, or the decision of a court.',
);
const NOT_AUTHOR = flagRule(
  'CLAIMANT_NOT_AUTHOR',
  'medium',
  '17 USC 205; Compendium of U.S. Copyright Office Practices (3rd ed.), §620',
  'Whoever claims says that the right came by transfer from the author.',
  'How the right came from the author, and the recordation of the transfer.',
);
const NO_WRITING = flagRule(
  'NO_TRANSFER_WRITING',
  'high',
  '17 USC 204(a): a transfer wants a signed writing',
  'A claim rests on a transfer by the author, and no writing is recorded that gives a claimant the right.',
  'The signed writing, recorded with a transfer of the right or brought as evidence.',
);
const RECONSTRUCTED = flagRule(
  'RECONSTRUCTED_PROCESS',
  'medium',
  'Beijing Internet Court, 16 September 2025: what is made up afterwards shows no process',
  'A ledger of acts that a claim names was begun after the work was registered.',
  'What was kept while the work was made, with times that others vouch for.',
);
const AFTER_DISPUTE = flagRule(
  'REGISTRATION_AFTER_DISPUTE',
  'medium',
  PRESUMPTION,
  'A claim or a passing of title was recorded while a claim on the work was disputed.',
  'What each rested on before the dispute was raised.',
);
const OBJECT_ID = flagRule(
  'OBJECT_ID_INCOMPLETE',
  'low',
  'Object ID (ICOM): what it takes to identify an object',
  'A physical object is told of, and not all that Object ID asks of one.',
  'An examination of the object with these fields, and photographs of it from several sides.',
);
const ERASED_HISTORY = flagRule(
  'HISTORY_ERASED',
  'high',
  'UNIDROIT Convention 1995, art. 4(4): what an acquirer could have consulted; Regulation (EU) 2016/679, art. 17: erasure on demand, which says nothing of whether it was true',
  'What somebody told of the history was erased on demand.',
  'The account that was erased, from whoever told it or has a copy: its SHA-256 is that in the id of the statement.',
);
const ARR_UNSTATED = flagRule(
  'ARR_DUE_UNSTATED',
  'medium',
  'Directive 2001/84/EC; SI 2006/346 (United Kingdom)',
  'A sale is told in a country with a resale right, from its threshold on, and nothing is stated of a royalty.',
  'A statement that it was paid, or why none was due.',
);

/** What a person should look at in a record as a whole, the gravest first; of files and other works as far as they were looked at. */
export function flagsOfRecord(
  record: WorkFacts,
  { sightings, ...countries }: SaleCountries & { readonly sightings?: Sightings | undefined } = {},
): RecordFlag[] {
  const flags = [
    ...contestFlags(record),
    ...transferFlags(record),
    ...processFlags(record),
    ...orderFlags(record),
    ...objectFlags(record),
    ...erasedFlags(record),
    ...titleFlags(record),
    ...resaleFlags(record, countries),
    ...(sightings ? flagsOfSightings(record, sightings) : []),
  ];
  return gravestFirst(flags);
}

function contestFlags(record: WorkFacts): RecordFlag[] {
  return standing(record)
    .filter(({ isContested }) => isContested)
    .map(({ id, contestedBy }) => {
      const disputes = record.disputes.filter(({ claim, isContesting }) => claim === id && isContesting);
      const ways = [
        ...(contestedBy.length > 0 ? [counted(contestedBy.length, 'competing claim')] : []),
        ...(disputes.length > 0
          ? [`${counted(disputes.length, 'dispute')} (${disputes.map(standInWords).join('; ')})`]
          : []),
      ];
      return raise(
        CONFLICTING,
        [id, ...contestedBy, ...disputes.map((one) => one.id)],
        `${id} is contested by ${ways.join(' and ')}.`,
      );
    });
}

function transferFlags(record: WorkFacts): RecordFlag[] {
  const keysOf = keysIn(record);
  return standing(record)
    .filter(({ basis }) => basis === 'transfer-by-author')
    .flatMap(({ id, claimants, evidence }) => {
      const keys = new Set(claimants.flatMap(({ person }) => keysOf(person)));
      const hasWriting = record.rightTransfers.some(({ terms }) => keys.has(terms.to));
      return [
        raise(NOT_AUTHOR, [id], `${id} rests on a transfer by the author.`),
        ...(hasWriting
          ? []
          : [
              raise(
                NO_WRITING,
                [id],
                `No transfer of a right to a claimant of ${id} is recorded; it brings ${counted(evidence.length, 'file')} as evidence, which nobody has read for it.`,
              ),
            ]),
      ];
    });
}

const keysIn = ({ rotations }: WorkFacts): KeysOf =>
  keysBy(rotations.map(({ from, to }) => ({ fromKey: from, toKey: to })));

/** Only of ledgers that the package has; whether acts in one were made up can be asked of their grade. */
function processFlags(record: WorkFacts): RecordFlag[] {
  const late = new Set(
    record.statements
      .filter(({ kind, index }) => kind === 'begin-making' && index > record.work.index)
      .map(({ cid }) => idOf('making', cid)),
  );
  return standing(record).flatMap(({ id, makings }) => {
    const found = makings.filter((making) => late.has(making));
    return found.length > 0
      ? [
          raise(
            RECONSTRUCTED,
            [id, ...found],
            `${found.join(', ')} of ${id} ${found.length === 1 ? 'was' : 'were'} begun after the registration of ${utcWords(record.work.registeredAt)}.`,
          ),
        ]
      : [];
  });
}

/** When a dispute was withdrawn or its outcome last stated; null while it contests. */
const endOf = ({ isContesting, withdrawnAt, entries, raisedAt }: RecordedDispute): string | null =>
  isContesting
    ? null
    : (withdrawnAt ?? entries.findLast(({ outcome }) => outcome !== null)?.statedAt ?? raisedAt);

function orderFlags(record: WorkFacts): RecordFlag[] {
  const claims = standing(record);
  return record.disputes.flatMap((dispute) => {
    const { id, index, claim } = dispute;
    const end = endOf(dispute);
    const isDuring = (at: number, recordedAt: string) => at > index && (end === null || recordedAt < end);
    const later = claims.filter((one) => one.id !== claim && isDuring(one.index, one.claimedAt));
    const passed = record.title.transfers.filter(
      (one) => one.method !== 'new-key' && isDuring(one.index, one.recordedAt),
    );
    if (later.length + passed.length === 0) return [];
    const entries = [...later, ...passed].map((one) => one.index).toSorted((a, b) => a - b);
    return [
      raise(
        AFTER_DISPUTE,
        [id, ...later.map((one) => one.id)],
        `Recorded after ${id} was raised: entry ${entries.join(', ')}.`,
      ),
    ];
  });
}

/** The checklist of Object ID for each object that is told of: by its examinations, and where they are silent by the registration. It is about those, or else about what tells of the object. */
function objectFlags(record: WorkFacts): RecordFlag[] {
  return toldHistory(record).flatMap(({ object, events }) => {
    const missing = missingOfObject(record, events);
    const examined = events.filter(({ event }) => event.type === 'examination');
    const about = examined.length > 0 ? examined : events;
    return missing.length === 0
      ? []
      : [
          raise(
            OBJECT_ID,
            about.map(({ id }) => id),
            `${object === null ? 'Of the object' : `Of ${object}`} these are not told: ${missing.join(', ')}.`,
          ),
        ];
  });
}

function missingOfObject({ work, files }: WorkFacts, events: readonly HistoryEvent[]): string[] {
  const examined = events.flatMap(({ event }) => (event.type === 'examination' ? [event] : []));
  const tells = (field: keyof Examination) => examined.some((one) => one[field] !== undefined);
  const gone = new Set(files.flatMap(({ cid, isErased }) => (isErased ? [cid] : [])));
  const pictures = [
    ...files.filter(({ of, mediaType }) => of === 'work' && mediaType.startsWith('image/')),
    ...examined.flatMap(({ photographs = [] }) => photographs),
  ];
  const isTold = (text: string | null) => text !== null && text !== ERASED;
  const told = {
    photographs: pictures.some(({ cid }) => !gone.has(cid)),
    'type of object': tells('kindOfObject'),
    'materials and techniques': tells('materials') || isTold(work.medium),
    measurements: tells('measurements'),
    'inscriptions and markings': tells('inscriptions'),
    'distinguishing features': tells('features'),
    subject: tells('subject') || isTold(work.altText) || isTold(work.description),
    'date or period': tells('made') || isTold(work.dateMade),
    maker: tells('attribution') || work.makers.some(({ name }) => isTold(name)),
    description: tells('description') || isTold(work.description),
  };
  return Object.entries(told).flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

const erasedFlags = (record: WorkFacts): RecordFlag[] => {
  const lines = erasedLines(record);
  return record.erasedHistory.map(({ cid }, at) =>
    raise(ERASED_HISTORY, [idOf('statement', cid)], lines[at] ?? ''),
  );
};

/** Words by which a note or a document speaks of the royalty. */
const STATED = /resale (?:right|royalt)|droit de suite|folgerecht|\bARR\b|\bDACS\b|\bADAGP\b|bild-kunst/i;

function resaleFlags(record: WorkFacts, countries: SaleCountries): RecordFlag[] {
  const events = new Map(record.history.map(({ id, event }) => [id, event]));
  return resalesOfHistory(record, countries).flatMap((sale) => {
    const event = events.get(sale.event);
    const transfer = record.title.transfers.find(({ index }) => index === sale.index);
    const texts = [
      event?.note,
      transfer?.note ?? undefined,
      ...(event?.sources ?? []).map(({ citation }) => citation),
    ];
    if (!sale.computation || texts.some((text) => text !== undefined && STATED.test(text))) return [];
    const { country, threshold, currency, royalty } = sale.computation;
    return [
      raise(
        ARR_UNSTATED,
        [sale.event],
        `${sale.words}: by the law of ${country} a royalty can be due from ${threshold} ${currency} on (here ${royalty} ${currency}, if the right is there at all).`,
      ),
    ];
  });
}
