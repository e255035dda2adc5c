import { findFlags } from '../../../title/provenance/flags/find-flags.js';
import type { WatchList } from '../../../title/provenance/flags/watch-list.js';
import type { Provenance } from '../../../title/provenance/period.js';
import { writePeriod, writeProvenance } from '../../../title/provenance/write-provenance.js';
import { edtfBounds } from '../edtf-bounds.js';
import { provenanceOf } from '../provenance-of.js';
import { CLAIM_NOTICE, type WorkRecord } from '../work-record.js';
import { LEGAL_NOTICE, type Form } from './form.js';

export interface DueDiligenceFields {
  /** A provenance of the object, as read from a text; that of the recorded title where it is not given. */
  readonly provenance?: Provenance | undefined;
  readonly watchLists?: readonly WatchList[] | undefined;
}

const MEANING =
  'A flag is a question for a person and accuses nobody; a gap implies nothing. That no flag is raised says only that these rules found nothing in this text.';

/** What to look at in the provenance before a transaction: JSON for due-diligence.json. */
export function dueDiligence(record: WorkRecord, { provenance, watchLists = [] }: DueDiligenceFields = {}) {
  const looked = provenance ?? provenanceOf(record);
  const bounds = record.work.dateMade === null ? null : edtfBounds(record.work.dateMade);
  const created = bounds?.from ? Number(bounds.from.slice(0, 4)) : null;
  const { claims } = record;
  return {
    format: 'raisonne-due-diligence/1',
    notice: CLAIM_NOTICE,
    legalNotice: LEGAL_NOTICE,
    meaning: MEANING,
    work: record.work.id,
    title: record.work.title,
    asOf: record.asOf,
    restsOn: provenance ? ('a provenance that was given' as const) : ('the title that is recorded' as const),
    provenance: writeProvenance(looked),
    periods: looked.periods.map((period) => writePeriod(period, { isOpening: true })),
    claims: claims.map(({ id, status, contestedBy }) => ({ id, status, contestedBy })),
    watchLists: watchLists.map(({ title, date }) => ({ name: title, date })),
    flags: findFlags(looked, { created, watchLists }),
  };
}

export function dueDiligenceForm(report: ReturnType<typeof dueDiligence>): Form {
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
            value: report.claims.map(({ id, status }) => `${id}: ${status}`).join('\n') || 'none',
          },
          { name: 'Provenance', value: report.provenance || 'none' },
        ],
      },
      ...(report.flags.length === 0
        ? [{ heading: 'Flags', paragraphs: ['None was raised. See above for what that means.'] }]
        : report.flags.map(({ code, severity, message, rule, source, clears, periods }) => ({
            heading: `${code} (${severity})`,
            rows: [
              { name: 'What', value: message },
              {
                name: 'Periods',
                value: periods.map((at) => report.periods[at] ?? String(at)).join('\n') || 'the whole',
              },
              { name: 'Rule', value: rule },
              { name: 'Source', value: source },
              { name: 'What would clear it', value: clears },
            ],
          }))),
    ],
  };
}
