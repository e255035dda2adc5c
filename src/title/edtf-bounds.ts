import { Refusal } from '../lib/refusal.js';
import { daysOf } from './provenance/edtf-dates.js';

/** The first and the last millisecond (of the Unix epoch, UTC) at which something can have been; infinite where that is open. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** What a date in EDTF can be written with, of all levels; what of it is understood here, `boundsOf` says. */
export const EDTF_WRITING = /^[0-9XYTEWSZ.,:/?~%+-]+$|^\.\.$/;

export const ANY_TIME: Bounds = { from: -Infinity, to: Infinity };

/**
 * What a date in EDTF (ISO 8601-2:2019, levels 0 and 1, with centuries and decades such as 19XX) leaves open: 1936 is all of that year,
 * ../1932 no later than its end, 1503/1519 between the two. Qualifiers (? ~ %) change nothing. Null for what is no such date, or ends before it begins.
 */
export function boundsOf(edtf: string): Bounds | null {
  const parts = edtf.split('/');
  if (parts.length > 2) return null;
  if (parts.length === 1) return boundsOfDate(edtf);
  const [from, to] = parts.map((part) => (part === '..' || part === '' ? ANY_TIME : boundsOfDate(part)));
  if (!from || !to || (from === ANY_TIME && to === ANY_TIME) || from.from > to.to) return null;
  return { from: from.from, to: to.to };
}

const DATE = /^-?\d{2}(?:\d{2}|\dX|XX)(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

function boundsOfDate(edtf: string): Bounds | null {
  if (INSTANT.test(edtf)) {
    const at = Date.parse(edtf);
    return Number.isNaN(at) ? null : { from: at, to: at };
  }
  const date = edtf.replace(/[?~%]$/, '').replaceAll('-XX', '');
  if (!DATE.test(date) || (date.includes('X') && /X.*-/.test(date))) return null;
  const { first, last } = daysOf(date);
  const from = startOf(first);
  const to = startOf(last) + MS_A_DAY - 1;
  return isDay(first) && isDay(last) ? { from, to } : null;
}

const MS_A_DAY = 86_400_000;

const partsOf = (day: number): readonly [number, number, number] => {
  const year = Math.floor(day / 10_000);
  const rest = day - year * 10_000;
  return [year, Math.floor(rest / 100), rest % 100];
};

/** The first millisecond of a day that is written YYYYMMDD. */
function startOf(day: number): number {
  const [year, month, date] = partsOf(day);
  return new Date(0).setUTCFullYear(year, month - 1, date);
}

/** Whether the calendar has it: 30 February is none. */
function isDay(day: number): boolean {
  const [, month, date] = partsOf(day);
  const at = new Date(startOf(day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
}

/** The last year in which it can have been made; null where that is open. */
export function yearOf(edtf: string): number | null {
  const to = boundsOf(edtf)?.to;
  return to === undefined || !Number.isFinite(to) ? null : new Date(to).getUTCFullYear();
}

/** A day or an instant, as somebody asks for it: of a day its last millisecond. Refuses DATE_UNREADABLE for what is neither. */
export function instantAsked(name: string, text: string | null | undefined): Date | null {
  if (text == null) return null;
  const bounds = /^-?\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) ? boundsOfDate(text) : null;
  if (bounds) return new Date(bounds.to);
  throw new Refusal(
    'DATE_UNREADABLE',
    `${name} is "${text.slice(0, 60)}"; it must be a day such as 1936-05-04, or an instant in UTC.`,
    { name },
  );
}
