import { methodAtStart } from './acquisition-methods.js';

/** What is quoted or in brackets and longer is a stray sign: it must not take in the rest of the record. */
const LONGEST_ASIDE = 400;

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '“': '”', '«': '»', '„': '“' };
const CLOSERS: ReadonlySet<string> = new Set(Object.values(CLOSES));

const OPENING = /["([“«„]/;
const NO_ASIDES: ReadonlyMap<number, number> = new Map();

/** Of each sign that opens a quotation or a bracket, where it closes. One pass, whatever the text is. */
export function asidesOf(text: string): ReadonlyMap<number, number> {
  // Most texts are a name or a place, and are asked often.
  if (!OPENING.test(text)) return NO_ASIDES;
  const closes = new Map<number, number>();
  const open: { at: number; closer: string }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Between "]" and "«" none of the signs lies, and almost all letters do.
    if ((code > 0x5d && code < 0xab) || (code > 0x29 && code < 0x5b) || code === 0x20) continue;
    const sign = text.charAt(at);
    const last = open.at(-1);
    if (last && at - last.at > LONGEST_ASIDE) open.length = 0;
    if (last && sign === last.closer && at - last.at <= LONGEST_ASIDE) {
      closes.set(last.at, at);
      open.pop();
    } else if (sign === '"') open.push({ at, closer: '"' });
    else if (Object.hasOwn(CLOSES, sign)) open.push({ at, closer: CLOSES[sign] ?? '' });
    else if (CLOSERS.has(sign)) {
      const opened = open.findLastIndex(({ closer }) => closer === sign);
      const from = open[opened];
      // Only just below: looking far down a heap of unclosed signs would cost their number each time.
      if (from && opened >= open.length - 4) {
        closes.set(from.at, at);
        open.length = opened;
      }
    }
    if (open.length > 64) open.splice(0, 32);
  }
  return closes;
}

/** The parts of a text between commas, leaving quotations and brackets whole. Trimmed. */
export function partsOf(text: string): string[] {
  if (!/[,，،]/.test(text)) return [text.trim()];
  const asides = asidesOf(text);
  const parts: string[] = [];
  let from = 0;
  let asideEnd = -1;
  for (const { 0: sign, index: at } of text.matchAll(/[,，،"([“«„]/g)) {
    if (at < asideEnd) continue;
    const closing = asides.get(at);
    if (closing !== undefined) asideEnd = closing;
    else if (/[,，،]/.test(sign) && !isThousands(text, at)) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}

/** The comma of "10,100 F". */
const isThousands = (text: string, at: number): boolean =>
  /^\d,\d{3}(?!\d)/.test(text.slice(Math.max(0, at - 1), at + 5));

export interface Sentence {
  readonly text: string;
  readonly isDirectTransfer: boolean;
}

const DIRECT: ReadonlySet<string> = new Set([';', '；', '؛']);
const STOPS: ReadonlySet<string> = new Set(['。', '।', '۔']);

/** The periods of a record: ";" and "." end one, but not the "." of an abbreviation or an initial. */
export function sentencesOf(text: string): Sentence[] {
  const asides = asidesOf(text);
  const found: Sentence[] = [];
  let from = 0;
  const end = (at: number, isDirectTransfer: boolean): void => {
    const sentence = text
      .slice(from, at)
      .trim()
      .replaceAll(/\s\s+|[^\S ]/g, ' ');
    if (sentence !== '') found.push({ text: sentence, isDirectTransfer });
    from = at + 1;
  };
  let asideEnd = -1;
  for (const { 0: sign, index: at } of text.matchAll(/[;；؛.。।۔"([“«„]/g)) {
    if (at < asideEnd) continue;
    const closing = asides.get(at);
    if (closing !== undefined) asideEnd = closing;
    else if (DIRECT.has(sign)) end(at, true);
    else if (STOPS.has(sign) || (sign === '.' && isFullStop(text, at))) end(at, false);
  }
  end(text.length, false);
  return found;
}

const ABBREVIATIONS = new Set(
  (
    'mr mrs ms mme mlle mm messrs dr prof col capt sgt lt gen maj hon rev sr jr esq st ste no nos nr inv inc ltd co corp bros dept univ ' +
    'illus fig pl cat p pp vol ed eds anon ca c lot ave rd blvd thos wm chas geo jas jos ph.d phd m.d m.p ex fl b d gal coll mus ' +
    'jan feb mar apr jun jul aug sept sep oct nov dec vs etc cf op cit ibid repr u.s'
  ).split(' '),
);

/** Whether the full stop at a place ends a period, by what is before and behind it. */
export function isFullStop(text: string, at: number): boolean {
  if (at + 1 === text.length) return true;
  if (!/\s/.test(text.charAt(at + 1))) return false;
  const next = text.slice(at + 1, at + 80).trimStart();
  if (next === '') return true;
  const word = /[^\s,;("“[]{0,24}$/u.exec(text.slice(Math.max(0, at - 24), at))?.[0] ?? '';
  const opensPeriod =
    /^(?:Possibly|Probably|Perhaps) /.test(next) || (/^\p{Lu}/u.test(next) && methodAtStart(next) !== null);
  if (opensPeriod) return true;
  if (/^\p{Lu}$/u.test(word) || /\.\p{L}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase())) return false;
  return !/^\p{Ll}/u.test(next) || /[^\p{L}]$/u.test(word) || word.length > 3;
}
