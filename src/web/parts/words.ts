import { extensionOf } from '../../lib/extension-of.js';

/** A person as a key: its first and last digits, as wallets show it. */
export function personInWords(id: string): string {
  const key = id.replace(/^person:/, '');
  return key.length > 14 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key;
}

/** A text with its long names of things and keys shortened, for reading: whoever wants them whole has the record. */
export const withShortNames = (text: string): string =>
  text
    .replaceAll(/\b([a-z]+):(b[a-z2-7]{5})[a-z2-7]{40,}([a-z2-7]{4})\b/g, '$1 $2…$3')
    .replaceAll(/\b(?:person:)?(0x[0-9a-f]{40})\b/g, (_, key: string) => personInWords(key));

/** As anvil and its like call themselves: there a chain is on one machine, and ends with it. */
const TRIAL_CHAINS: ReadonlySet<string> = new Set(['31337', '1337']);

export const isTrialChain = (chainId: string): boolean => TRIAL_CHAINS.has(chainId);

/** A chain by its number (EIP-155), and what a trial chain is not. */
export const chainInWords = (chainId: string): string =>
  isTrialChain(chainId)
    ? `chain ${chainId}, a trial chain of this register alone, which proves nothing to others`
    : `chain ${chainId}`;

/** A code of the API, such as CO_AUTHORSHIP, as one reads it. */
export const codeInWords = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

/** As statements name what the API names CO_AUTHORSHIP. */
export const nameInStatements = (code: string): string => code.toLowerCase().replaceAll('_', '-');

export const makersInWords = (makers: readonly { readonly name: string }[]): string =>
  makers.length === 0 ? 'Maker not named' : makers.map(({ name }) => name).join(', ');

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;

/** The day of an instant, where the reader is. */
export const dayInWords = (instant: string): string => new Date(instant).toLocaleDateString(undefined, DAY);

/** The day by the clock of the register's times (UTC). */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** An instant, where the reader is. */
export const instantInWords = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, {
    ...DAY,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** A date as it was stated (EDTF), as one reads it, wherever that is: "about May 1999" for 1999-05~, "1880s" for 188X; what is rarer stands as it is. */
export function dateInWords(date: string): string {
  const [, from, to] = /^([^/]+)\/([^/]+)$/.exec(date) ?? [];
  if (from === undefined || to === undefined) return oneDateInWords(date);
  if (from === '..') return `until ${oneDateInWords(to)}`;
  if (to === '..') return `from ${oneDateInWords(from)}`;
  return `${oneDateInWords(from)} – ${oneDateInWords(to)}`;
}

const DOUBTS = { '': '', '~': 'about ', '?': 'perhaps ', '%': 'perhaps about ' } as const;

function oneDateInWords(date: string): string {
  const [, whole, doubt = ''] = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?|\d{3}X|\d{2}XX)([~?%]?)$/.exec(date) ?? [];
  if (whole === undefined) return date;
  const words = whole.endsWith('XX')
    ? `${whole.slice(0, 2)}00–${whole.slice(0, 2)}99`
    : whole.endsWith('X')
      ? decadeOf(whole.slice(0, 3))
      : dayOf(whole);
  return `${DOUBTS[doubt as keyof typeof DOUBTS]}${words}`; // as matched
}

/** The first of a century would read as all of it. */
const decadeOf = (tens: string): string => (tens.endsWith('0') ? `${tens}0–${tens}9` : `${tens}0s`);

/** Of a year, a month or a day; seasons (21 to 24) stand as they are. */
function dayOf(date: string): string {
  const [, month, day] = date.split('-');
  if (month === undefined || Number(month) > 12) return date;
  const { day: _, ...toMonth } = DAY;
  return new Date(date).toLocaleDateString(undefined, {
    ...(day === undefined ? toMonth : DAY),
    timeZone: 'UTC',
  });
}

/** A kind of file, such as "a PDF file". */
export function fileTypeInWords(mediaType: string): string {
  const extension = extensionOf(mediaType);
  if (extension === 'bin') return `a file (${mediaType})`;
  return `${/^[AEFHILMNORSX]/i.test(extension) ? 'an' : 'a'} ${extension.toUpperCase()} file`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A file's size in decimal units, to two digits. */
export function sizeInWords(bytes: number): string {
  const at = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const amount = Number((bytes / 1000 ** at).toPrecision(2));
  return amount === 1000 && at < UNITS.length - 1 ? `1 ${UNITS[at + 1]}` : `${amount} ${UNITS[at]}`;
}
