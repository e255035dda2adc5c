import { namedPerson } from './person-name.js';
import type { RecordedClause } from './recorded-rights.js';
import type { WorkRecord } from './work-record.js';

/** A clause of a licence in words, a line each: what it permits or prohibits, every limit of it, what is to be done for it, its own words. */
export function linesOfClause(record: WorkRecord, clause: RecordedClause): string[] {
  // Outside of its limits a permission leaves a use prohibited; a prohibition says nothing of it.
  const [verb, only] = clause.effect === 'permit' ? ['Permits', 'Only'] : ['Prohibits', 'This holds'];
  const to = clause.effect === 'permit' ? 'to' : 'for';
  return [
    `${verb}: ${clause.actions.join(', ')}`,
    ...(clause.to === null ? [] : [`${only} ${to} ${namedPerson(record, clause.to)}`]),
    ...(clause.where === null ? [] : [`${only} in ${clause.where.join(', ')}`]),
    ...(clause.purpose === null ? [] : [`${only} for ${clause.purpose} purposes`]),
    ...timeOfClause(clause, only),
    ...clause.duties.map((duty) => `To do for it: ${duty}`),
    ...(clause.text === null ? [] : [clause.text]),
  ];
}

function timeOfClause({ from, until }: RecordedClause, only: string): string[] {
  if (from !== null && until !== null && from > until)
    return [`In force on no day: it begins on ${from}, and ends with ${until}`];
  const span = spanInWords({ from, until });
  return span === null ? [] : [`${only} ${span}`];
}

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
