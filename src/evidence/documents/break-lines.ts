/** Letters between which a line may end without a space. */
const FREE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What no line begins with (JIS X 4051 and Unicode UAX 14, classes CL, EX, NS). */
const CLOSING = /^[、。，．：；？！」』）】〕〉》”’ー々…·!?,.:;)\]}%]$/u;
/** In a word with such letters: each with its marks, and stretches of others. */
const MIXED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*\s*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const DICTIONARY = /\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

/**
 * Breaks a text into lines no wider than `width`. Line ends in the text hold; a word that is wider than a line is broken within, between what
 * readers take for letters (UAX 29), so that nothing runs out of its place.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const unit of unitsOf(paragraph)) {
      if (measure(line + unit.trimEnd()) <= width) {
        line += unit;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      const [rest = '', ...full] = piecesOf(unit, width, measure).toReversed();
      lines.push(...full.toReversed());
      line = rest;
    }
    return [...lines, line.trimEnd()];
  });
}

/** Stretches within which a line does not end: words with what follows them, single letters where a script has no spaces. */
function unitsOf(paragraph: string): string[] {
  const units: string[] = [];
  for (const word of paragraph.match(/\S+\s*|^\s+/gu) ?? []) {
    if (DICTIONARY.test(word)) units.push(...segments(word, 'word'));
    else if (FREE.test(word)) units.push(...(word.match(MIXED) ?? []));
    else units.push(...word.split(/(?<=[-\u2013\u2014/])(?=\p{L})/u));
  }
  const joined: string[] = [];
  for (const unit of units) {
    const last = joined.at(-1);
    const isBound =
      last !== undefined && !/\s$/u.test(last) && (CLOSING.test(unit.trimEnd()) || unit.trim() === '');
    if (isBound) joined[joined.length - 1] = last + unit;
    else joined.push(unit);
  }
  return joined;
}

function piecesOf(unit: string, width: number, measure: (text: string) => number): string[] {
  if (measure(unit.trimEnd()) <= width) return [unit];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of segments(unit, 'grapheme')) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

const SEGMENTERS = {
  word: new Intl.Segmenter('th', { granularity: 'word' }),
  grapheme: new Intl.Segmenter('en', { granularity: 'grapheme' }),
};

const segments = (text: string, by: keyof typeof SEGMENTERS): string[] =>
  Array.from(SEGMENTERS[by].segment(text), ({ segment }) => segment);
