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

export const makersInWords = (makers: readonly { readonly name: string }[]): string =>
  makers.length === 0 ? 'Maker not named' : makers.map(({ name }) => name).join(', ');

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;

/** The day of an instant, where the reader is. */
export const dayInWords = (instant: string): string => new Date(instant).toLocaleDateString(undefined, DAY);

/** By the clock of the register's times (UTC): a day that is not begun there is refused. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** An instant, where the reader is. */
export const instantInWords = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, {
    ...DAY,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** A date as it was stated: a whole day as one reads it, wherever that is; what is less certain as it stands (EDTF). */
export const dateInWords = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? new Date(date).toLocaleDateString(undefined, { ...DAY, timeZone: 'UTC' })
    : date;

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
