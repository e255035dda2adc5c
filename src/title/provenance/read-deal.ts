import type { Price } from './period.js';

/** Under which number a dealer or a sale had the work, and for how much. */
export interface Deal {
  readonly stockNumber: string | null;
  readonly price: Price | null;
}

const NUMBERED = /^(?:stock|inv\.|inventory|lot|no\.|nos\.|nr\.|cat\.)(?: |$)/i;
const NO_DEAL: Deal = { stockNumber: null, price: null };

/** Reads "stock no. 10, for $1,000"; null where it is anything else. */
export function readDeal(text: string): Deal | null {
  const at = text.startsWith('for ') ? 0 : text.indexOf(', for ');
  const price = at < 0 ? null : readPrice(text.slice(at).replace(/^(?:, )?for /, ''));
  const stock = at < 0 ? text : text.slice(0, at);
  if (at < 0 && !NUMBERED.test(text)) return null;
  if (stock !== '' && !NUMBERED.test(stock)) return null;
  return { stockNumber: stock === '' ? null : stock, price };
}

/** Takes "(stock no. 10, for $1000)" from the end of a period. */
export function takeDeal(text: string): Deal & { readonly bare: string } {
  const opening = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  const deal = opening < 0 ? null : readDeal(text.slice(opening + 1, -1).trim());
  return deal ? { ...deal, bare: text.slice(0, opening).trim() } : { ...NO_DEAL, bare: text };
}

/** Signs that stand for one currency (ISO 4217): there is more than one dollar. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['£', 'GBP'],
  ['US$', 'USD'],
]);

/** Amount and currency (ISO 4217) of a price, where its words are of one currency for certain; else null. */
export function moneyOf(price: Price | null): { amount: string; currency: string } | null {
  if (price?.value == null || price.currency === null) return null;
  const { value: amount, currency: sign } = price;
  const currency = /^[A-Z]{3}$/.test(sign) ? sign : CURRENCIES.get(sign);
  return currency === undefined ? null : { amount, currency };
}

/** "$11M", "10,100 F": amount and currency as far as they are one of each. */
export function readPrice(said: string): Price {
  const words = said.replace(/\?$/, '');
  const before = /^([^\d\s.,]{1,4}) ?(\d[\d,]{0,20}(?:\.\d{1,2})?)( ?(?:[MK]|million|thousand))?$/u.exec(
    words,
  );
  const after = /^(\d[\d,]{0,20}(?:\.\d{1,2})?)( (?:million|thousand))? ?(\p{Sc}|[^\d\s,]{1,20})$/u.exec(
    words,
  );
  const [amount, scale, currency] = before
    ? [before[2], before[3], before[1]]
    : after
      ? [after[1], after[2], after[3]]
      : [undefined, undefined, undefined];
  if (amount === undefined || currency === undefined) return { said, value: null, currency: null };
  const zeros = /m/i.test(scale ?? '') ? 1_000_000 : scale === undefined ? 1 : 1000;
  const plain = amount.replaceAll(',', '');
  return { said, value: zeros === 1 ? plain : String(Number(plain) * zeros), currency };
}

/** What the note of a sale says it was sold for, where it says one amount in one currency and nothing that could make it another; else null. */
export function priceInNote(note: string): { amount: string; currency: string } | null {
  const told = [...note.matchAll(MONEY)];
  const [only] = told;
  if (!only || told.length > 1 || UNSURE.test(note)) return null;
  const [whole] = only;
  const code = /[A-Z]{3}/.exec(whole.replace('US$', ''))?.[0];
  if (code !== undefined && !ISO_4217.has(code)) return null;
  if (GOES_ON.test(note.slice(only.index + whole.length))) return null;
  const isLedIn = /(?:\bfor|\bpaid|\bprice:?|\bprice (?:was|of)) $/i.test(note.slice(0, only.index));
  const isWritten = /(?<![\d,])\d{1,3}(?:,\d{3})*(?![\d,])|(?<![\d,])\d+(?![\d,])/.exec(only[0])?.[0];
  return isLedIn && isWritten !== undefined ? moneyOf(readPrice(only[0])) : null;
}

/** Of ISO 4217. */
const ISO_4217: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** A scale, or more digits: what stands before is a part of the amount. */
const GOES_ON = /^(?:[\p{L}\d]|\s?(?:m|k|bn|mio|mill?|million|billion|thousand|tsd)\b|[\s'’]\d)/iu;
const SIGN = String.raw`(?:US\$|[€£$]|[A-Z]{3}\b|euros?\b)`;
const MONEY = new RegExp(String.raw`${SIGN} ?\d[\d,.]*(?<![,.])|\d[\d,.]* ?${SIGN}`, 'g');
/** Estimates, parts and charges are no price. */
const UNSURE =
  /\?|estimat|insur|apprais|valu|deposit|instal|part|half|each|\bvat\b|tax|premium|commission|hammer|about|circa|approx|\bless\b|\bplus\b|between/i;
