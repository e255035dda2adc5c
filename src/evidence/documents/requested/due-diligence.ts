import { groupBy } from '../../../lib/group-by.js';
import { examineEvents } from '../../../title/history/examine-events.js';
import { findFlags } from '../../../title/provenance/flags/find-flags.js';
import { gravestFirst, type Flag } from '../../../title/provenance/flags/flag.js';
import type { WatchList } from '../../../title/provenance/flags/watch-list.js';
import type { Provenance } from '../../../title/provenance/period.js';
import { writePeriod, writeProvenance } from '../../../title/provenance/write-provenance.js';
import { edtfBounds } from '../edtf-bounds.js';
import { erasedLines } from '../erased-words.js';
import { wordsOfEvent } from '../event-words.js';
import { provenanceOf } from '../provenance-of.js';
import { ownHistory } from '../told-history.js';
import { CLAIM_NOTICE, type WorkRecord } from '../work-record.js';
import { titleOfFlag } from './flag-titles.js';
import { flagsOfRecord } from './flags-of-record.js';
import { LEGAL_NOTICE, type Form, type FormSection } from './form.js';
import type { Sightings } from './sightings.js';
import type { SaleCountries } from './resales-of-history.js';

export interface DueDiligenceFields extends SaleCountries {
  /** A provenance of the object, as read from a text; else the events that are told, or where there are none the recorded title. */
  readonly provenance?: Provenance | undefined;
  readonly watchLists?: readonly WatchList[] | undefined;
  /** What the server saw in the files of the work and in others; undefined where nobody looked. */
  readonly sightings?: Sightings | undefined;
}

const MEANING =
  'A flag is a question for a person and accuses nobody; a gap implies nothing. That no flag is raised says only that these rules found nothing in what was looked at.';

/** What to look at in the provenance before a transaction, and in the record as a whole: JSON for due-diligence.json. */
export function dueDiligence(record: WorkRecord, fields: DueDiligenceFields = {}) {
  const { watchLists = [] } = fields;
  const { restsOn, provenance, periods, flags } = lookedAt(record, fields);
  return {
    format: 'raisonne-due-diligence/1',
    notice: CLAIM_NOTICE,
    legalNotice: LEGAL_NOTICE,
    meaning: MEANING,
    work: record.work.id,
    title: record.work.title,
    asOf: record.asOf,
    restsOn,
    provenance,
    /** What was told of the history and erased on demand, in words. */
    erased: erasedLines(record),
    /** Periods of a text, or events in the order of history. */
    periods,
    registeredTitle: writeProvenance(provenanceOf(record)),
    claims: record.claims.map(({ id, status, contestedBy, isContested }) => ({
      id,
      status,
      contestedBy,
      isContested,
    })),
    /** Whether the files were read and other registered pictures compared; what could not be read; null: nobody looked. */
    files: fields.sightings ? { unread: fields.sightings.unread } : null,
    searches: searchesOf(record),
    watchLists: watchLists.map(({ title, date }) => ({ name: title, date })),
    /** About periods, by their places from 0, or about claims, disputes and events, by their ids; about neither: the work. */
    flags: gravestFirst([
      ...flags.map((flag) => ({ ...flag, about: [] as readonly string[] })),
      ...flagsOfRecord(record, fields).map((flag) => ({ ...flag, periods: [] as readonly number[] })),
    ]),
  };
}

interface LookedAt {
  readonly restsOn:
    | 'a provenance that was given'
    | 'the events of its history that persons state'
    | 'the title that is recorded';
  readonly provenance: string;
  readonly periods: readonly string[];
  readonly flags: readonly Flag[];
}

function lookedAt(record: WorkRecord, { provenance, watchLists = [] }: DueDiligenceFields): LookedAt {
  const bounds = record.work.dateMade === null ? null : edtfBounds(record.work.dateMade);
  const created = bounds?.from ? Number(bounds.from.slice(0, 4)) : null;
  const told = ownHistory(record);
  const makers = record.work.makers.map(({ name }) => name);
  if (provenance || told.length === 0) {
    const looked = provenance ?? provenanceOf(record);
    return {
      restsOn: provenance ? 'a provenance that was given' : 'the title that is recorded',
      provenance: writeProvenance(looked),
      periods: looked.periods.map((period) => writePeriod(period, { isOpening: true })),
      flags: findFlags(looked, { created, watchLists }),
    };
  }
  const { text, flags } = examineEvents(told, { created, makers, watchLists });
  return {
    restsOn: 'the events of its history that persons state',
    provenance: text,
    periods: told.map(({ event }) => wordsOfEvent(event)),
    flags,
  };
}

/** Searches that are told: also those that found nothing. */
function searchesOf(record: WorkRecord) {
  return ownHistory(record).flatMap(({ id, event, recordedBy }) => {
    if (event.type !== 'search') return [];
    const { searched, kind, found, on, span = null, by } = event;
    return [
      {
        event: id,
        searched,
        kind,
        found,
        on,
        span,
        by: by?.name ?? by?.person ?? null,
        statedBy: recordedBy,
      },
    ];
  });
}

type Report = ReturnType<typeof dueDiligence>;

function filesInWords(files: Report['files']): string {
  if (!files) return 'neither read, nor compared with other registered pictures';
  return [
    'read for what they say of their making, and compared with other registered pictures',
    ...files.unread.map(({ file, why }) => `not read: ${file} (${why})`),
  ].join('\n');
}

export function dueDiligenceForm(report: Report): Form {
  const lists = report.watchLists.map(({ name, date }) => `${name} of ${date}`).join('; ');
  return {
    title: 'Due diligence report',
    mark: null,
    notices: [report.meaning, report.notice, report.legalNotice],
    subject: report.work,
    asOf: report.asOf,
    sections: [
      {
        heading: 'What was looked at',
        rows: [
          { name: 'Title', value: report.title },
          { name: 'Rests on', value: report.restsOn },
          { name: 'Watch lists', value: lists || 'none were given' },
          {
            name: 'Claims',
            value:
              report.claims
                .map(({ id, status, isContested }) => `${id}: ${status}${isContested ? ', contested' : ''}`)
                .join('\n') || 'none',
          },
          {
            name: 'Provenance',
            value: [report.provenance, ...report.erased].filter((part) => part !== '').join('\n') || 'none',
          },
          { name: 'Registered title', value: report.registeredTitle || 'none' },
          { name: 'Files', value: filesInWords(report.files) },
        ],
      },
      {
        heading: 'Searches that are stated',
        ...(report.searches.length === 0
          ? { paragraphs: ['None is stated. That says nothing of whether somebody searched.'] }
          : {
              rows: report.searches.map(({ searched, found, on, span, by }) => ({
                name: on,
                value: `${searched}${span === null ? '' : `, for ${span}`}: found ${found}${by === null ? '' : `; by ${by}`}`,
              })),
            }),
      },
      ...(report.flags.length === 0
        ? [{ heading: 'Flags', paragraphs: ['None was raised. See above for what that means.'] }]
        : flagSections(report)),
    ],
  };
}

/** What is raised by one rule stands under one heading: what and about what, time after time, and once what the rule says. */
const flagSections = ({ flags, periods }: Report): FormSection[] =>
  [...groupBy(flags, ({ code, severity }) => `${code} ${severity}`).values()].flatMap(
    (raised): FormSection[] => {
      const [first] = raised;
      if (!first) return [];
      const { code, severity, rule, source, clears } = first;
      const times = raised.length === 1 ? '' : `, ${raised.length} times`;
      return [
        {
          heading: `${titleOfFlag({ code, rule })} (${severity}${times})`,
          aside: code,
          rows: [
            ...raised.flatMap((flag) => [
              { name: 'What', value: flag.message },
              {
                name: 'About',
                value:
                  [...flag.periods.map((at) => periods[at] ?? String(at)), ...flag.about].join('\n') ||
                  'the work',
              },
            ]),
            { name: 'Rule', value: rule },
            { name: 'Source', value: source },
            { name: 'What would clear it', value: clears },
          ],
        },
      ];
    },
  );
