import { calendarDays } from '../../title/provenance/edtf-dates.js';

/** The first and the last instant that a date in EDTF leaves open, in UTC; null for an end that it leaves open altogether. */
export interface EdtfBounds {
  readonly from: string | null;
  readonly to: string | null;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const DATE = /^(?:\d{4}|\d{3}X|\d{2}XX)(?:-\d\d(?:-\d\d)?)?[?~%]?$/;

/** Of a date or an interval (ISO 8601-2, levels 0 and 1, years 0001 to 9999); null for what is none of these, or is no day of the calendar. */
export function edtfBounds(edtf: string): EdtfBounds | null {
  const [first = '', last, ...more] = edtf.split('/');
  if (more.length > 0) return null;
  const begin = boundsOf(first);
  if (last === undefined) return begin === 'open' ? null : begin;
  const end = boundsOf(last);
  if (begin === null || end === null || (begin === 'open' && end === 'open')) return null;
  const bounds = { from: begin === 'open' ? null : begin.from, to: end === 'open' ? null : end.to };
  return bounds.from !== null && bounds.to !== null && bounds.from > bounds.to ? null : bounds;
}

function boundsOf(text: string): { from: string; to: string } | 'open' | null {
  if (text === '' || text === '..') return 'open';
  if (INSTANT.test(text)) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? null : { from: new Date(ms).toISOString(), to: new Date(ms).toISOString() };
  }
  if (!DATE.test(text)) return null;
  const { earliest, latest } = calendarDays(text);
  const [from, to] = [`${earliest}T00:00:00.000Z`, `${latest}T23:59:59.999Z`];
  const areDays = [from, to].every(
    (day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString() === day,
  );
  return areDays ? { from, to } : null;
}

/** Begin and end where a date tells both to the second: an instant, or an interval of instants. */
export function exactTimes(edtf: string): { readonly begin: string; readonly end: string } | null {
  const ends = edtf.split('/');
  const bounds = ends.every((end) => INSTANT.test(end)) ? edtfBounds(edtf) : null;
  return bounds?.from && bounds.to ? { begin: bounds.from, end: bounds.to } : null;
}
