import { namedPerson } from './person-name.js';
import type { RecordedClause } from './recorded-rights.js';
import type { WorkRecord } from './work-record.js';

/** A clause of a licence in words, a line each: what it permits or prohibits, every limit of it, what is to be done for it, its own words. */
export const linesOfClause = (record: WorkRecord, clause: RecordedClause): string[] => [
  `${clause.effect === 'permit' ? 'Permits' : 'Prohibits'}: ${clause.actions.join(', ')}`,
  ...(clause.to === null ? [] : [`Only to ${namedPerson(record, clause.to)}`]),
  ...(clause.where === null ? [] : [`Only in ${clause.where.join(', ')}`]),
  ...(clause.purpose === null ? [] : [`Only for ${clause.purpose} purposes`]),
  ...(spanInWords(clause) === null ? [] : [`Only ${spanInWords(clause)}`]),
  ...clause.duties.map((duty) => `To do for it: ${duty}`),
  ...(clause.text === null ? [] : [clause.text]),
];

interface Span {
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/** null: neither beginning nor end is named. */
export const spanInWords = ({ from, until }: Span): string | null =>
  [from != null && `from ${from}`, until != null && `until ${until}`].filter(Boolean).join(' ') || null;

/** Where and when a right that is transferred reaches. */
export const scopeInWords = ({ where, ...span }: Span & { where?: readonly string[] | undefined }): string =>
  `${where ? `in ${where.join(', ')}` : 'worldwide'}; ${spanInWords(span) ?? 'without end'}`;
