import type { FontStyle } from './font-face.js';

/** What is long and has no spaces: an id, a digest, a key, an address. */
export const CODE = /^[!-~]{32,}$/;
const CODE_IN_TEXT = /((?<!\S)[!-~]{32,}(?!\S))/;
/** In points, beside text of 10. */
export const CODE_SIZE = 7.9;
export const LEAST_CODE_SIZE = 7;

interface Stretch {
  readonly text: string;
  readonly style: FontStyle;
  readonly size: number;
}

/** What of a line is set alike: a code within a sentence stands in letters of one width, smaller, so that an id has room in any line and stays whole. */
export function stretchesOf(
  text: string,
  {
    style = 'text',
    size = 10,
    isRightToLeft = false,
  }: { readonly style?: FontStyle; readonly size?: number; readonly isRightToLeft?: boolean },
): Stretch[] {
  if (style !== 'text' || isRightToLeft) return [{ text, style, size }];
  // Between two texts stands a code: the pattern is a group.
  return text.split(CODE_IN_TEXT).map((part, at) =>
    at % 2 === 0
      ? { text: part, style, size }
      : {
          text: part,
          style: 'mono',
          size: Math.max((size * CODE_SIZE) / 10, Math.min(size, LEAST_CODE_SIZE)),
        },
  );
}
