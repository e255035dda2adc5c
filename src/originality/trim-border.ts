import type { Pixels } from './pdq.js';

/** A part of a picture, in its pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How much of a line may be otherwise than plain: dust, and what JPEG leaves beside an edge. */
const MOST_STRAY = 0.02;
/** How far a channel may be from the border's colour, of 255. */
const TOLERANCE = 14;
/** Of each side so much must remain, and so much must go: less is no border, and what is all border is no picture. */
const LEAST_LEFT = 0.2;
const LEAST_BORDER = 0.015;

/**
 * What is left of a picture when plain borders are cut off, such as mats, scans' margins and black bars; null where there
 * are none. Each side has its own colour.
 */
export function withinBorder(pixels: Pixels): Box | null {
  const { width, height } = pixels;
  const top = plainLines(pixels, { count: height, length: width, place: (line, at) => line * width + at });
  const bottom = plainLines(pixels, {
    count: height,
    length: width,
    place: (line, at) => (height - 1 - line) * width + at,
  });
  const rows = height - top - bottom;
  if (rows < LEAST_LEFT * height) return null;
  // Columns are looked at only between the borders above and below, which may be of another colour.
  const across = { count: width, length: rows };
  const left = plainLines(pixels, { ...across, place: (line, at) => (top + at) * width + line });
  const right = plainLines(pixels, {
    ...across,
    place: (line, at) => (top + at) * width + width - 1 - line,
  });
  const columns = width - left - right;
  if (columns < LEAST_LEFT * width) return null;
  const isBordered = rows < (1 - LEAST_BORDER) * height || columns < (1 - LEAST_BORDER) * width;
  return isBordered ? { left, top, width: columns, height: rows } : null;
}

/** The picture within a box. */
export function cutOut({ width, rgb }: Pixels, box: Box): Pixels {
  const part = new Uint8Array(box.width * box.height * 3);
  for (let y = 0; y < box.height; y += 1) {
    const from = ((box.top + y) * width + box.left) * 3;
    part.set(rgb.subarray(from, from + box.width * 3), y * box.width * 3);
  }
  return { width: box.width, height: box.height, rgb: part };
}

interface Lines {
  readonly count: number;
  readonly length: number;
  /** Which pixel lies at a place of a line, the outermost line being 0. */
  readonly place: (line: number, at: number) => number;
}

/** How many lines from the outside on are of the outermost one's colour. */
function plainLines({ rgb }: Pixels, { count, length, place }: Lines): number {
  const colour = [0, 1, 2].map((channel) =>
    middleOf(Array.from({ length }, (_, at) => rgb[place(0, at) * 3 + channel] ?? 0)),
  );
  const [red = 0, green = 0, blue = 0] = colour;
  const stray = Math.floor(MOST_STRAY * length);
  for (let line = 0; line < count; line += 1) {
    let strays = 0;
    for (let at = 0; at < length; at += 1) {
      const from = place(line, at) * 3;
      const isStray =
        Math.abs((rgb[from] ?? 0) - red) > TOLERANCE ||
        Math.abs((rgb[from + 1] ?? 0) - green) > TOLERANCE ||
        Math.abs((rgb[from + 2] ?? 0) - blue) > TOLERANCE;
      if (isStray && ++strays > stray) return line;
    }
  }
  return count;
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
