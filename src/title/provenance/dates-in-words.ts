import type { Timespan } from './edtf-dates.js';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const SEASONS = ['spring', 'summer', 'autumn', 'winter'];

/** The words of four bounds in EDTF, which `readDates` reads as the same bounds; null where all are open. */
export function datesInWords({
  earliestBegin,
  latestBegin,
  earliestEnd,
  latestEnd,
}: Omit<Timespan, 'words'>): string | null {
  if (earliestBegin !== null && earliestBegin === latestEnd && latestBegin === null && earliestEnd === null)
    return `in ${dateInWords(earliestBegin)}`;
  const begin = boundInWords([earliestBegin, latestBegin], { from: 'after', to: 'by' });
  const end = boundInWords([earliestEnd, latestEnd], { from: 'at least', to: 'sometime before' });
  return [begin, end && `until ${end}`].filter((part) => part !== null).join(' ') || null;
}

function boundInWords(
  [earliest, latest]: readonly [string | null, string | null],
  { from, to }: { from: string; to: string },
): string | null {
  if (earliest === null) return latest === null ? null : `${to} ${dateInWords(latest)}`;
  if (latest === null) return `${from} ${dateInWords(earliest)}`;
  return earliest === latest
    ? dateInWords(earliest)
    : `sometime between ${dateInWords(earliest)} and ${dateInWords(latest)}`;
}

/** "1900-01-05?" is "January 5, 1900?", "199X" "the 1990s", "1900~" "c. 1900". */
function dateInWords(edtf: string): string {
  const date = edtf.replace(/[?~%]$/, '');
  return `${/[~%]$/.test(edtf) ? 'c. ' : ''}${bareInWords(date)}${/[?%]$/.test(edtf) ? '?' : ''}`;
}

function bareInWords(date: string): string {
  if (date.endsWith('XX')) return `the ${ordinal(Number(date.slice(0, 2)) + 1)} century`;
  if (date.endsWith('X')) return `the ${date.slice(0, 3)}0s`;
  // Astronomical years: 0000 is 1 BCE.
  if (date.startsWith('-') || date === '0000') return `${1 + Number(date.replace('-', ''))} BCE`;
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return Number(year) < 100 ? `${Number(year)} CE` : String(Number(year));
  if (Number(month) > 20) return `${SEASONS[Number(month) - 21]} ${year}`;
  return `${MONTHS[Number(month) - 1]}${day === undefined ? '' : ` ${Number(day)},`} ${year}`;
}

function ordinal(count: number): string {
  const tail = count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${tail}`;
}
