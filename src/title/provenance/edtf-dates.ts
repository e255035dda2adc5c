/**
 * Dates of a provenance: in words ("by 1932", "1950 until at least 1969") and in EDTF (ISO 8601-2:2019, levels 0 to 2). Each bound is
 * as exact as its words; null where they leave it open. `words` are as found, since "by" and "before" differ for a reader.
 */
export interface Timespan {
  readonly words: string;
  readonly earliestBegin: string | null;
  readonly latestBegin: string | null;
  readonly earliestEnd: string | null;
  readonly latestEnd: string | null;
}

type Bounds = readonly [earliest: string | null, latest: string | null];

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const SEASONS: Readonly<Record<string, number>> = {
  spring: 21,
  summer: 22,
  autumn: 23,
  fall: 23,
  winter: 24,
};
/** No date in words is longer; a text that is has something else in it. */
const LONGEST_DATE = 120;

/** Reads what a period says of when it began and ended; null where it is no date. */
export function readDates(text: string): Timespan | null {
  if (text.length > LONGEST_DATE || !/\d/.test(text)) return null;
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const lower = words.toLowerCase();
  const until = lower.startsWith('until ') ? 0 : lower.indexOf(' until ');
  if (until >= 0) {
    const begin: Bounds | null = until === 0 ? [null, null] : readBegin(lower.slice(0, until));
    const end = readEnd(lower.slice(until).trim().slice('until '.length));
    return begin && end && timespan(words, begin, end);
  }
  const within = /^(?:sometime )?(?:in|during) (.+)$/.exec(lower)?.[1];
  if (within !== undefined && !lower.startsWith('sometime')) {
    const date = readDate(within);
    return date === null ? null : timespan(words, [date, null], [null, date]);
  }
  const range = readRange(lower);
  if (range) return timespan(words, [range[0], range[0]], [range[1], range[1]]);
  const begin = readBegin(lower);
  return begin && timespan(words, begin, [null, null]);
}

const timespan = (words: string, begin: Bounds, end: Bounds): Timespan => ({
  words,
  earliestBegin: begin[0],
  latestBegin: begin[1],
  earliestEnd: end[0],
  latestEnd: end[1],
});

/** "1950 to 1970", "1950–1970", "1950-70". */
function readRange(text: string): readonly [string, string] | null {
  const years = /^(\d{4})\s?[-–—]\s?(\d{2}|\d{4})$/.exec(text);
  if (years) {
    const [, from = '', to = ''] = years;
    // "1900-05" is May (ISO 8601), "1950-70" twenty years.
    if (to.length === 2 && Number(to) <= 12 && text.includes('-')) return null;
    return [from, to.length === 2 ? from.slice(0, 2) + to : to];
  }
  const at = text.indexOf(' to ');
  const dash = at >= 0 ? at : text.search(/ [-–—] /);
  if (dash < 0) return null;
  const from = readDate(text.slice(0, dash).replace(/^from /, ''));
  const to = readDate(text.slice(dash).replace(/^ (?:to|[-–—]) /, ''));
  return from !== null && to !== null ? [from, to] : null;
}

function readBegin(text: string): Bounds | null {
  return (
    readBetween(text) ??
    bound(text, /^(?:sometime )?(?:by|before|prior to|no later than) /, (date) => [null, date]) ??
    bound(text, /^(?:sometime )?(?:after|since) /, (date) => [date, null]) ??
    bound(text, /^(?:(?:sometime )?(?:in|during) |on |from |at )?/, (date) => [date, date])
  );
}

function readEnd(text: string): Bounds | null {
  return (
    readBetween(text) ??
    bound(text, /^(?:at least|(?:sometime )?after) /, (date) => [date, null]) ??
    bound(text, /^(?:sometime )?(?:before|by|at the latest|no later than) /, (date) => [null, date]) ??
    bound(text, /^(?:sometime in )?/, (date) => [date, date])
  );
}

function bound(text: string, opening: RegExp, give: (date: string) => Bounds): Bounds | null {
  const found = opening.exec(text);
  const date = found && readDate(text.slice(found[0].length));
  return date === null ? null : give(date);
}

function readBetween(text: string): Bounds | null {
  const opening = /^(?:sometime )?between /.exec(text);
  const and = text.indexOf(' and ');
  if (!opening || and < 0) return null;
  const from = readDate(text.slice(opening[0].length, and));
  const to = readDate(text.slice(and + ' and '.length));
  return from !== null && to !== null ? [from, to] : null;
}

/** One date in words as EDTF: "January 5, 1900?" is 1900-01-05?, "the 1990s" 199X, "c. 1900" 1900~; null for what is none. */
export function readDate(text: string): string | null {
  const isDoubted = text.endsWith('?');
  const about = /^(?:circa|ca\.|ca|c\.|about|around|approximately) ?/i.exec(text);
  const bare = text
    .slice(about?.[0].length ?? 0)
    .replace(/\?$/, '')
    .trim()
    .toLowerCase();
  const date = readWhole(bare) ?? readIso(bare) ?? readLong(bare);
  if (date === null) return null;
  // EDTF level 1: ? uncertain, ~ approximate, % both.
  return date + (isDoubted && about ? '%' : isDoubted ? '?' : about ? '~' : '');
}

/** Decades and centuries, and years with an era. */
function readWhole(text: string): string | null {
  const part = text.replace(/^the /, '').replace(/^(?:early|mid|late)[- ](?:the )?/, '');
  const decade = /^(\d{3})0['’]?s$/.exec(part)?.[1];
  if (decade !== undefined) return `${decade}X`;
  const century = Number(/^(\d{1,2})(?:st|nd|rd|th)[- ]century(?: (?:ce|ad))?$/.exec(part)?.[1]);
  if (century >= 1) return `${String(century - 1).padStart(2, '0')}XX`;
  const year = /^(?:ad )?(\d{1,4})(?: (bce|bc|b\.c\.|ce|ad|a\.d\.))?$/.exec(part);
  if (!year || part !== text) return null;
  const [, digits = '', era = ''] = year;
  if (digits.length < 3 && era === '' && !text.startsWith('ad ')) return null;
  // Astronomical years: 1 BCE is 0000.
  if (era.startsWith('b'))
    return Number(digits) === 1 ? '0000' : `-${String(Number(digits) - 1).padStart(4, '0')}`;
  return digits.padStart(4, '0');
}

function readIso(text: string): string | null {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!found) return null;
  const [, year = '', month = '', day] = found;
  return dated(year, Number(month), day === undefined ? null : Number(day));
}

/** "January 1900", "January 5, 1900", "5 January 1900", "summer of 1932". */
function readLong(text: string): string | null {
  const american = /^(\p{L}{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (?:of )?(\d{4})$/u.exec(text);
  const european = /^(\d{1,2})(?:st|nd|rd|th)?\.? (\p{L}{3,9})\.?,? (\d{4})$/u.exec(text);
  const [name = '', day, year = ''] = american
    ? [american[1], american[2], american[3]]
    : european
      ? [european[2], european[1], european[3]]
      : [];
  if (day === undefined && Object.hasOwn(SEASONS, name)) return `${year}-${SEASONS[name]}`;
  const month = MONTHS.findIndex(
    (one) => one === name || name === one.slice(0, 3) || (name === 'sept' && one === 'september'),
  );
  return month < 0 ? null : dated(year, month + 1, day === undefined ? null : Number(day));
}

function dated(year: string, month: number, day: number | null): string | null {
  if (month < 1 || month > 12) return null;
  if (day !== null && (day < 1 || day > lastDayOf(Number(year), month))) return null;
  const parts = [month, ...(day === null ? [] : [day])].map((part) => String(part).padStart(2, '0'));
  return [year, ...parts].join('-');
}

const lastDayOf = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** The first and last day of a date in EDTF, as whole numbers YYYYMMDD that compare. */
export function daysOf(edtf: string): { readonly first: number; readonly last: number } {
  if (/^\d{4}$/.test(edtf)) return { first: Number(edtf) * 10_000 + 101, last: Number(edtf) * 10_000 + 1231 };
  const date = edtf.replace(/[?~%]$/, '');
  const [head = '', month, day] = date.replace(/^-/, '').split('-');
  const sign = date.startsWith('-') ? -1 : 1;
  const first = sign * Number(head.replaceAll('X', '0'));
  const last = sign * Number(head.replaceAll('X', '9'));
  if (month === undefined) return { first: first * 10_000 + 101, last: last * 10_000 + 1231 };
  const at = Number(month);
  // A winter goes into the next year.
  if (at > 20) {
    const start = first * 10_000 + (at - 20) * 300;
    return { first: start + 1, last: at === 24 ? first * 10_000 + 10_228 : start + 231 };
  }
  return {
    first: first * 10_000 + at * 100 + (day === undefined ? 1 : Number(day)),
    last: first * 10_000 + at * 100 + Number(day ?? lastDayOf(first, at)),
  };
}

/** The first day on which a date in EDTF can be, as YYYY-MM-DD, and the last. */
export const calendarDays = (edtf: string): { readonly earliest: string; readonly latest: string } => {
  const { first, last } = daysOf(edtf);
  return { earliest: calendarDay(first), latest: calendarDay(last) };
};

export function calendarDay(day: number): string {
  const year = Math.floor(day / 10_000);
  const rest = String(day - year * 10_000).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${rest.slice(0, 2)}-${rest.slice(2)}`;
}
