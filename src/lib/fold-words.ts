/** Letters that Unicode does not take apart, as people type them who have no key for them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};

/** Accents of Latin, Greek and Cyrillic, and points of Hebrew and Arabic. Other scripts have vowels among their marks. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
/** Scripts without spaces between words: each sign is one. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const MOST_LETTERS = 60;

/** The words of a text without case and accents, each once, so that texts can be searched for them. */
export function foldWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .toLowerCase()
    // Some letters have an accent only in lower case.
    .replaceAll(ACCENTS, '')
    .replaceAll(/[ßæœøđðþłħı]/g, (letter) => PLAIN[letter] ?? letter)
    .replaceAll(UNSPACED, ' $& ');
  return [...new Set([...plain.matchAll(WORD)].map(([word]) => word.slice(0, MOST_LETTERS)))];
}
