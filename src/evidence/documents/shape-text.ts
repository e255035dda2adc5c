import type { FontFace, FontStyle } from './font-face.js';

/** A stretch of text in one face and one direction. */
export interface TextRun {
  readonly text: string;
  readonly face: FontFace;
  /** Even: from the left. Odd: from the right (Unicode UAX 9, embedding levels). */
  readonly level: number;
}

const RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
const MARK = /\p{M}/u;
/** What has no glyph of its own, or would turn text around; joiners are for the font to use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
const JOINERS = new Set(['\u200C', '\u200D']);

/** Whether a text is to be read from the right: its first letter is. */
export const isFromTheRight = (text: string): boolean => {
  for (const character of text) {
    if (RIGHT.test(character)) return true;
    if (LEFT.test(character)) return false;
  }
  return false;
};

/**
 * The text with whatever no face can show as its code point, such as [U+1F600]: nothing is dropped. Line ends stay; tabs are spaces.
 */
export function visibleText(text: string, faces: readonly FontFace[]): string {
  const isShown = (character: string): boolean => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (HIDDEN.test(character)) return JOINERS.has(character) && faces.some((face) => face.covers(codePoint));
    return faces.some((face) => face.covers(codePoint));
  };
  return Array.from(text.normalize('NFC').replaceAll('\t', ' ').replaceAll('\r\n', '\n'))
    .map((character) =>
      character === '\n' || character === ' ' || isShown(character)
        ? character
        : `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .join('');
}

/**
 * One line as runs in the order in which they stand from left to right, within a paragraph that is read from the left or from the right. The text
 * must be visible: see visibleText.
 */
export function runsOf(
  line: string,
  {
    faces,
    style,
    isRightToLeft = false,
  }: { faces: readonly FontFace[]; style: FontStyle; isRightToLeft?: boolean },
): TextRun[] {
  const ordered = inOrder(faces, style);
  const [first] = ordered;
  // Most of what is set is this, and needs no looking at each letter.
  if (first && !isRightToLeft && /^[\x20-\x7e]*$/.test(line))
    return line === '' ? [] : [{ text: line, face: first, level: 0 }];
  const base = isRightToLeft ? 1 : 0;
  const characters = Array.from(line);
  const levels = levelsOf(characters, base);
  const runs: TextRun[] = [];
  for (const [at, character] of characters.entries()) {
    const last = runs.at(-1);
    const level = levels[at] ?? base;
    const face = faceFor(character, ordered, last?.face);
    if (!face) continue;
    if (last?.face === face && last.level === level)
      runs[runs.length - 1] = { ...last, text: last.text + character };
    else runs.push({ text: character, face, level });
  }
  return fromLeftToRight(runs).map(mirrored);
}

const inOrder = (faces: readonly FontFace[], style: FontStyle): FontFace[] => [
  ...faces.filter(({ styles }) => styles.includes(style)),
  ...faces.filter(({ styles }) => !styles.includes(style)),
];

/** Marks, joiners and spaces stay with the letter before them where its face has them. */
function faceFor(
  character: string,
  faces: readonly FontFace[],
  last: FontFace | undefined,
): FontFace | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  const isBound = MARK.test(character) || JOINERS.has(character);
  if (isBound && last?.covers(codePoint)) return last;
  return faces.find((face) => face.covers(codePoint)) ?? last ?? faces[0];
}

/** UAX 9 without explicit embeddings, which are shown as code points: strong letters, numbers, and what stands between. */
function levelsOf(characters: readonly string[], base: number): number[] {
  const kinds = characters.map((character) =>
    RIGHT.test(character)
      ? 'R'
      : LEFT.test(character)
        ? 'L'
        : DIGIT.test(character)
          ? 'N'
          : MARK.test(character)
            ? 'M'
            : '-',
  );
  const start = base === 1 ? 'R' : 'L';
  let strong: 'L' | 'R' = start;
  const resolved = kinds.map((kind): 'L' | 'R' | 'N' | null => {
    if (kind === 'L' || kind === 'R') {
      strong = kind;
      return kind;
    }
    if (kind === 'M') return strong;
    if (kind === 'N') return strong === 'R' ? 'N' : 'L';
    return null;
  });
  for (const [open, close] of bracketPairs(characters)) {
    const side = sideOfPair(resolved, { open, close, start });
    if (side) [resolved[open], resolved[close]] = [side, side];
  }
  const levels: number[] = [];
  for (let at = 0; at < resolved.length;) {
    const own = resolved[at];
    if (own) {
      levels.push(own === 'R' ? 1 : own === 'N' ? 2 : base === 1 ? 2 : 0);
      at += 1;
      continue;
    }
    let end = at;
    while (end < resolved.length && resolved[end] === null) end += 1;
    // Numbers are as what is from the right to what stands beside them.
    const sides = [at === 0 ? start : resolved[at - 1], end === resolved.length ? start : resolved[end]];
    const [before, after] = sides.map((side) => (side === 'N' ? 'R' : side));
    const level = before === after ? (before === 'R' ? 1 : base === 1 ? 2 : 0) : base;
    for (; at < end; at += 1) levels.push(level);
  }
  return levels;
}

type Side = 'L' | 'R';

/** N0: a pair of brackets goes with what it holds where that is of the paragraph's direction, or of the letters before it. */
function sideOfPair(
  resolved: readonly (Side | 'N' | null)[],
  { open, close, start }: { open: number; close: number; start: Side },
): Side | null {
  const strong = (kind: Side | 'N' | null): Side | null => (kind === 'N' ? 'R' : kind);
  const inside = resolved
    .slice(open + 1, close)
    .map(strong)
    .filter((kind) => kind !== null);
  if (inside.length === 0) return null;
  if (inside.includes(start)) return start;
  return (
    resolved
      .slice(0, open)
      .map(strong)
      .findLast((kind) => kind !== null) ?? start
  );
}

/** Where brackets open and close, the innermost of those that are still open first (BD16). */
function bracketPairs(characters: readonly string[]): [open: number, close: number][] {
  const pairs: [number, number][] = [];
  const waiting: number[] = [];
  for (const [at, character] of characters.entries()) {
    if ('([{'.includes(character)) waiting.push(at);
    const opener = ')]}'.includes(character) ? PAIRS[character] : undefined;
    const found = opener === undefined ? -1 : waiting.findLastIndex((open) => characters[open] === opener);
    if (found < 0) continue;
    pairs.push([waiting[found] ?? 0, at]);
    waiting.length = found;
  }
  return pairs.sort(([a], [b]) => a - b);
}

/** UAX 9, L2: from the highest level to the lowest odd one, what is at that level or above is turned around. */
function fromLeftToRight(runs: readonly TextRun[]): TextRun[] {
  let turned = [...runs];
  for (const level of [2, 1]) {
    const next: TextRun[] = [];
    let group: TextRun[] = [];
    for (const run of [...turned, null]) {
      if (run && run.level >= level) {
        group.push(run);
        continue;
      }
      next.push(...group.toReversed());
      group = [];
      if (run) next.push(run);
    }
    turned = next;
  }
  return turned;
}

const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

/** Letters from the right are turned around by their font; what has no direction is turned here, and its brackets are mirrored (L4). */
function mirrored(run: TextRun): TextRun {
  if (run.level % 2 === 0 || RIGHT.test(run.text)) return run;
  const text = Array.from(run.text)
    .toReversed()
    .map((character) => PAIRS[character] ?? character);
  return { ...run, text: text.join('') };
}
