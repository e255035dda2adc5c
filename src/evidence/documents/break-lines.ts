/** Letters between which a line may end without a space. */
const FREE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What no line begins with (JIS X 4051 and Unicode UAX 14, classes CL, EX, NS). */
const CLOSING = /^[、。，．：；？！」』）】〕〉》”’ー々…·!?,.:;)\]}%]$/u;
/** In a word with such letters: each with its marks, and stretches of others. */
const MIXED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*\s*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const DICTIONARY = /\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

/** A part of a long word, such as a key or an address of a page, is not left alone on a line where it is shorter than this. */
const LEAST_PART = 8;

/**
 * Breaks a text into lines no wider than `width`. Line ends in the text hold; a word that is wider than a line is broken within, between what
 * readers take for letters (UAX 29) and into parts of one length, so that nothing runs out of its place and no letter is left alone.
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
    else units.push(...partsOf(word));
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

/** A word, divided behind its hyphens and slashes; a long one into parts that are not short. */
function partsOf(word: string): string[] {
  const parts = word.split(/(?<=[-\u2013\u2014/])(?=\p{L})/u);
  if (word.length < 4 * LEAST_PART) return parts;
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const isShort = Math.min(part.trimEnd().length, last?.length ?? Infinity) < LEAST_PART;
    if (last !== undefined && isShort) joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function piecesOf(unit: string, width: number, measure: (text: string) => number): string[] {
  const whole = measure(unit.trimEnd());
  if (whole <= width) return [unit];
  const letters = segments(unit.trimEnd(), 'grapheme');
  const rest = unit.slice(unit.trimEnd().length);
  // By a tenth more each time, so that a word of many letters is measured a few times.
  for (let count = Math.ceil(whole / width); count < letters.length; count = Math.ceil(count * 1.1)) {
    const pieces = evenly(letters, count);
    if (pieces.every((piece) => measure(piece) <= width)) return withEnd(pieces, rest);
  }
  return withEnd(letters, rest);
}

/** In so many pieces, whose lengths differ by one letter at most. */
const evenly = (letters: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    letters
      .slice(Math.floor((at * letters.length) / count), Math.floor(((at + 1) * letters.length) / count))
      .join(''),
  );

const withEnd = (pieces: readonly string[], end: string): string[] =>
  pieces.map((piece, at) => (at === pieces.length - 1 ? piece + end : piece));

const SEGMENTERS = {
  word: new Intl.Segmenter('th', { granularity: 'word' }),
  grapheme: new Intl.Segmenter('en', { granularity: 'grapheme' }),
};

const segments = (text: string, by: keyof typeof SEGMENTERS): string[] =>
  Array.from(SEGMENTERS[by].segment(text), ({ segment }) => segment);
