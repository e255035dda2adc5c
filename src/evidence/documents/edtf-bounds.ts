import { boundsOf } from '../../title/edtf-bounds.js';

/** The first and the last instant that a date in EDTF leaves open, in UTC; null for an end that it leaves open altogether. */
export interface EdtfBounds {
  readonly from: string | null;
  readonly to: string | null;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

/** Of a date or an interval of the years 0000 to 9999, which ISO 8601 writes with four digits; null for what is none. */
export function edtfBounds(edtf: string): EdtfBounds | null {
  const bounds = boundsOf(edtf);
  if (!bounds) return null;
  const ends = [bounds.from, bounds.to].map((at) =>
    Number.isFinite(at) ? new Date(at).toISOString() : null,
  );
  const [from = null, to = null] = ends;
  return ends.some((end) => end !== null && !/^\d/.test(end)) ? null : { from, to };
}

/** Begin and end where a date tells both to the second: an instant, or an interval of instants. */
export function exactTimes(edtf: string): { readonly begin: string; readonly end: string } | null {
  const ends = edtf.split('/');
  const bounds = ends.every((end) => INSTANT.test(end)) ? edtfBounds(edtf) : null;
  return bounds?.from && bounds.to ? { begin: bounds.from, end: bounds.to } : null;
}
