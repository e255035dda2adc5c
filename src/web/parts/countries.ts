const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Codes that CLDR names too, and that are no countries. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Names are typed in the reader's language, or in English. */
const LANGUAGES = [undefined, 'en'] as const;

const namesIn = (language: string | undefined): Intl.DisplayNames =>
  new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });

/** As people write it, though it is reserved and no country's code (ISO 3166-1). */
const WRITTEN = new Map([['UK', 'GB']]);

/** A name without what is written in several ways: “St. Lucia” and “Saint Lucia”, “Côte d’Ivoire” and “Cote d'Ivoire”. */
const folded = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .replaceAll(/\bst\./g, 'saint')
    .replaceAll(/ sar china$/g, '')
    .replaceAll(/[^a-z\p{L}]+/gu, ' ')
    .trim();

/** Whether a code of two letters is a country's now: DD, which was one's, is DE by CLDR. */
const isCountry = (code: string, english: Intl.DisplayNames): boolean =>
  !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code && english.of(code) !== undefined;

/** The country of a code of two letters (ISO 3166-1), in the reader's language; the code where it has no name. */
export const countryInWords = (code: string): string => namesIn(undefined).of(code) ?? code;

/** The code of a country that was typed, by its two letters or its name; null for what is none. */
export function countryIn(text: string): string | null {
  const typed = text.trim();
  const upper = typed.toUpperCase();
  const code = WRITTEN.get(upper) ?? upper;
  const english = namesIn('en');
  if (/^[A-Z]{2}$/.test(code)) return isCountry(code, english) ? code : null;
  const wanted = folded(typed);
  if (wanted === '') return null;
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).filter((one) =>
    isCountry(one, english),
  );
  for (const language of LANGUAGES) {
    const names = namesIn(language);
    const found = codes.find((one) => folded(names.of(one) ?? '') === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

export const saysNoCountry = (text: string): string =>
  `“${text}” is no country that is known here: write it by two letters, such as DE.`;
