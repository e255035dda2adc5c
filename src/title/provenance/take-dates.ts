import { readDates, type Timespan } from './edtf-dates.js';

interface Dated {
  readonly before: readonly string[];
  readonly dates: Timespan | null;
  readonly after: readonly string[];
}

/** "between January 5, 1900 and May 6, 1901 until June 7, 1902" has this many commas and no more. */
const MOST_PARTS = 5;
const OPENS_DATE =
  /^(?:in|by|until|after|before|since|sometime|between|from|on|circa|c\.|ca\.|during|prior)$/;
const MOST_WORDS = 12;

/**
 * Finds the dates among the parts between commas; they have commas themselves. The first part is a name, whatever it is like, unless
 * they may begin: "lost, 1945".
 * Each part is tried a fixed number of times, so that a long period costs its length.
 */
export function takeDates(parts: readonly string[], { mayBegin }: { mayBegin: boolean }): Dated {
  for (const [from, part] of parts.entries()) {
    const whole = from === 0 && !mayBegin ? null : datesFrom(parts, from, part);
    if (whole) return { before: parts.slice(0, from), ...whole };
    const words = part.split(' ', MOST_WORDS);
    for (let at = 1; at < words.length; at += 1) {
      // "John Doe 1950": a year behind a name alone, as in no "Galerie 1900, Paris".
      const isYear = parts.length === 1 && /^\d{4}\??$/.test(words[at] ?? '');
      if (!isYear && !OPENS_DATE.test(words[at] ?? '')) continue;
      const head = words.slice(0, at).join(' ');
      const found = datesFrom(parts, from, part.slice(head.length + 1));
      if (found) return { before: [...parts.slice(0, from), head], ...found };
    }
  }
  return { before: parts, dates: null, after: [] };
}

function datesFrom(
  parts: readonly string[],
  from: number,
  opening: string,
): { dates: Timespan; after: readonly string[] } | null {
  if (opening.length > 120 || !/[\p{L}\d]/u.test(opening)) return null;
  for (let count = MOST_PARTS; count >= 1; count -= 1) {
    if (from + count > parts.length) continue;
    const dates = readDates([opening, ...parts.slice(from + 1, from + count)].join(', '));
    if (dates) return { dates, after: parts.slice(from + count) };
  }
  return null;
}
