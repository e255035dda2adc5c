/**
 * PDQ, the perceptual hash of 256 bits: written from its published description ("The TMK+PDQF Video-Hashing
 * Algorithm and the PDQ Image-Hashing Algorithm", Meta 2019) and checked bit by bit against known answers. No
 * source of ThreatExchange is copied, so its licence does not bind this file.
 *
 * All arithmetic is float32 in the reference's order: another order of additions, or a fused multiply-add,
 * gives other bits. Math.fround is therefore never to be optimised away.
 */

/** 256 bits as 64 lower-case hex digits; bit 16·i+j (DCT row i, column j) counts from the last digit. */
export type PdqHash = string;

interface Turn {
  readonly isTransposed: boolean;
  /** Whether the term of row i and column j (before transposing) changes its sign. */
  readonly isNegated: (i: number, j: number) => boolean;
}

// Row 0 here is the DCT's row 1, so mirroring an axis negates the even rows or columns.
const TURNS = {
  original: { isTransposed: false, isNegated: () => false },
  rotate90: { isTransposed: true, isNegated: (_, j) => j % 2 === 0 },
  rotate180: { isTransposed: false, isNegated: (i, j) => (i + j) % 2 === 1 },
  rotate270: { isTransposed: true, isNegated: (i) => i % 2 === 0 },
  flipX: { isTransposed: false, isNegated: (i) => i % 2 === 0 },
  flipY: { isTransposed: false, isNegated: (_, j) => j % 2 === 0 },
  transpose: { isTransposed: true, isNegated: () => false },
  antiTranspose: { isTransposed: true, isNegated: (i, j) => (i + j) % 2 === 1 },
} as const satisfies Record<string, Turn>;

export type Orientation = keyof typeof TURNS;
// Object.keys forgets which keys they are.
export const ORIENTATIONS = Object.keys(TURNS) as readonly Orientation[];

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 8-bit sRGB, three bytes a pixel, rows from the top, no padding. */
  readonly rgb: Uint8Array;
}

export interface Pdq {
  readonly hash: PdqHash;
  /** 0 (nothing to see) to 100; below 50 a hash says little, and equal hashes say nothing. */
  readonly quality: number;
  /** What the hash would be, had the picture been turned or mirrored before. */
  readonly orientations: Readonly<Record<Orientation, PdqHash>>;
}

/** A larger side than this is sampled down before anything else; the reader of large pictures may do it earlier. */
export const PDQ_SIDE = 512;
const SMALLEST_SIDE = 5;
const GRID = 64;
const TERMS = 16;
const BITS = TERMS * TERMS;
const ZERO_HASH: PdqHash = '0'.repeat(BITS / 4);

const fround = Math.fround;

const lumaOf = (weight: number) => Float32Array.from({ length: 256 }, (_, value) => fround(weight) * value);
const RED = lumaOf(0.299);
const GREEN = lumaOf(0.587);
const BLUE = lumaOf(0.114);

/** As in the reference, the scale alone is float32 before it meets the cosine: plain pictures show the difference. */
const DCT_SCALE = fround(Math.sqrt(2 / GRID));

/** Rows 1 to 16 of the DCT-II over 64 samples; row 0, the mean, is left out. Computed in double, kept in float32. */
const DCT = Float32Array.from({ length: TERMS * GRID }, (_, at) => {
  const row = Math.floor(at / GRID) + 1;
  const column = at % GRID;
  return DCT_SCALE * Math.cos((Math.PI / (2 * GRID)) * row * (2 * column + 1));
});

/** The hash, its quality and the hashes of all eight orientations. A side below 5 gives zeros. */
export function pdq(pixels: Pixels): Pdq {
  if (pixels.width < SMALLEST_SIDE || pixels.height < SMALLEST_SIDE) {
    return { hash: ZERO_HASH, quality: 0, orientations: orientationsBy(() => ZERO_HASH) };
  }
  const grid = gridOf(pixels);
  const terms = termsOf(grid);
  const turned = new Float32Array(BITS);
  const sorted = new Float32Array(BITS);
  const orientations = orientationsBy((orientation) => {
    turn(terms, orientation, turned);
    sorted.set(turned);
    sorted.sort();
    return hexOf(turned, sorted[BITS / 2 - 1]!);
  });
  return { hash: orientations.original, quality: qualityOf(grid), orientations };
}

/** How many of the 256 bits differ. */
export function hammingDistance(a: PdqHash, b: PdqHash): number {
  let distance = 0;
  for (let at = 0; at < a.length; at += 8) {
    distance += onesIn(parseInt(a.slice(at, at + 8), 16) ^ parseInt(b.slice(at, at + 8), 16));
  }
  return distance;
}

function onesIn(word: number): number {
  let pairs = word - ((word >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((pairs + (pairs >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** fromEntries forgets which keys it was given, hence the `as`. */
const orientationsBy = (hash: (orientation: Orientation) => PdqHash) =>
  Object.fromEntries(ORIENTATIONS.map((name) => [name, hash(name)])) as Record<Orientation, PdqHash>;

/** The picture as 64×64 smoothed luma values. */
function gridOf(pixels: Pixels): Float32Array {
  const isLarge = pixels.width > PDQ_SIDE || pixels.height > PDQ_SIDE;
  const width = isLarge ? PDQ_SIDE : pixels.width;
  const height = isLarge ? PDQ_SIDE : pixels.height;
  const luma = lumaIn(pixels, width, height);
  if (width === GRID && height === GRID) return luma;
  const spare = new Float32Array(luma.length);
  smoothRows(luma, spare, width, height);
  smoothColumns(spare, luma, { width, height, rows: null });
  // Only every eighth value of the second smoothing is ever looked at, so only those are made.
  const strips = new Float32Array(GRID * height);
  smoothRowsAt(luma, strips, { width, height, columns: samplePoints(width) });
  const grid = new Float32Array(GRID * GRID);
  smoothColumns(strips, grid, { width: GRID, height, rows: samplePoints(height) });
  return grid;
}

function lumaIn({ width: sourceWidth, height: sourceHeight, rgb }: Pixels, width: number, height: number) {
  const luma = new Float32Array(width * height);
  const columns = Int32Array.from({ length: width }, (_, x) => 3 * Math.floor((x * sourceWidth) / width));
  for (let y = 0, at = 0; y < height; y++) {
    const row = 3 * sourceWidth * Math.floor((y * sourceHeight) / height);
    for (let x = 0; x < width; x++, at++) {
      const from = row + columns[x]!;
      luma[at] = fround(RED[rgb[from]!]! + GREEN[rgb[from + 1]!]!) + BLUE[rgb[from + 2]!]!;
    }
  }
  return luma;
}

const samplePoints = (length: number) =>
  Int32Array.from({ length: GRID }, (_, at) => Math.trunc(((at + 0.5) * length) / GRID));

/** The box at a place spans `before` values to its left and `after` to its right: a tent filter, run twice. */
function boxOver(length: number) {
  const box = Math.floor((length + 2 * GRID - 1) / (2 * GRID));
  const half = Math.floor((box + 2) / 2);
  return { before: box - half, after: half - 1 };
}

function smoothRows(from: Float32Array, to: Float32Array, width: number, height: number): void {
  const { before, after } = boxOver(width);
  for (let y = 0, row = 0; y < height; y++, row += width) {
    let sum = fround(0);
    let count = 0;
    for (let x = 0; x < after; x++, count++) sum = fround(sum + from[row + x]!);
    for (let x = 0; x < width; x++) {
      if (x + after < width) {
        sum = fround(sum + from[row + x + after]!);
        count++;
      }
      if (x > before) {
        sum = fround(sum - from[row + x - before - 1]!);
        count--;
      }
      to[row + x] = fround(sum / count);
    }
  }
}

/** As `smoothRows`, and keeps only the given columns (rising, possibly repeated): 64 values a row. */
function smoothRowsAt(
  from: Float32Array,
  to: Float32Array,
  { width, height, columns }: { width: number; height: number; columns: Int32Array },
): void {
  const { before, after } = boxOver(width);
  for (let y = 0, row = 0, at = 0; y < height; y++, row += width) {
    const end = at + GRID;
    let wanted = columns[0]!;
    let sum = fround(0);
    let count = 0;
    for (let x = 0; x < after; x++, count++) sum = fround(sum + from[row + x]!);
    for (let x = 0; at < end; x++) {
      if (x + after < width) {
        sum = fround(sum + from[row + x + after]!);
        count++;
      }
      if (x > before) {
        sum = fround(sum - from[row + x - before - 1]!);
        count--;
      }
      while (x === wanted) {
        to[at++] = fround(sum / count);
        wanted = at < end ? columns[at - end + GRID]! : -1;
      }
    }
  }
}

/** All columns at once, row by row, so that memory is read in order. Keeps the rows given, or all. */
function smoothColumns(
  from: Float32Array,
  to: Float32Array,
  { width, height, rows }: { width: number; height: number; rows: Int32Array | null },
): void {
  const { before, after } = boxOver(height);
  const sums = new Float32Array(width);
  let count = 0;
  for (let y = 0; y < after; y++, count++) {
    const row = y * width;
    for (let x = 0; x < width; x++) sums[x] = sums[x]! + from[row + x]!;
  }
  for (let y = 0, kept = 0; y < height; y++) {
    if (y + after < height) {
      const row = (y + after) * width;
      for (let x = 0; x < width; x++) sums[x] = sums[x]! + from[row + x]!;
      count++;
    }
    if (y > before) {
      const row = (y - before - 1) * width;
      for (let x = 0; x < width; x++) sums[x] = sums[x]! - from[row + x]!;
      count--;
    }
    for (; rows === null ? kept === y : rows[kept] === y; kept++) {
      const row = kept * width;
      for (let x = 0; x < width; x++) to[row + x] = sums[x]! / count;
    }
  }
}

const step = (u: number, v: number) => Math.abs(Math.trunc(fround(fround(fround(u - v) * 100) / 255)));

/** How much the grid's neighbours differ, in steps of one hundredth of full contrast. */
function qualityOf(grid: Float32Array): number {
  let total = 0;
  for (let y = 0; y < GRID; y++) {
    for (let x = 0; x < GRID; x++) {
      const at = y * GRID + x;
      if (y + 1 < GRID) total += step(grid[at]!, grid[at + GRID]!);
      if (x + 1 < GRID) total += step(grid[at]!, grid[at + 1]!);
    }
  }
  return Math.min(100, Math.floor(total / 90));
}

/** B = (D·A)·Dᵀ: the picture's 16×16 lowest frequencies without the constant ones. */
function termsOf(grid: Float32Array): Float32Array {
  const half = new Float32Array(TERMS * GRID);
  for (let i = 0; i < TERMS; i++) {
    for (let j = 0; j < GRID; j++) {
      let sum = fround(0);
      for (let k = 0; k < GRID; k++) sum = fround(sum + fround(DCT[i * GRID + k]! * grid[k * GRID + j]!));
      half[i * GRID + j] = sum;
    }
  }
  const terms = new Float32Array(BITS);
  for (let i = 0; i < TERMS; i++) {
    for (let j = 0; j < TERMS; j++) {
      let sum = fround(0);
      for (let k = 0; k < GRID; k++) sum = fround(sum + fround(half[i * GRID + k]! * DCT[j * GRID + k]!));
      terms[i * TERMS + j] = sum;
    }
  }
  return terms;
}

function turn(terms: Float32Array, orientation: Orientation, to: Float32Array): void {
  const { isTransposed, isNegated }: Turn = TURNS[orientation];
  for (let i = 0; i < TERMS; i++) {
    for (let j = 0; j < TERMS; j++) {
      const term = terms[i * TERMS + j]!;
      to[isTransposed ? j * TERMS + i : i * TERMS + j] = isNegated(i, j) ? -term : term;
    }
  }
}

function hexOf(terms: Float32Array, median: number): PdqHash {
  let hex = '';
  for (let at = BITS - 4; at >= 0; at -= 4) {
    let digit = 0;
    for (let bit = 3; bit >= 0; bit--) digit = 2 * digit + (terms[at + bit]! > median ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}
