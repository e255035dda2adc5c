import { contains, convexHull, intersection, rectangle, type Point, type Polygon } from '../lib/polygon.js';
import { inverse, mapPoint, type Affine } from './affine.js';
import type { GreyPicture } from './local-features.js';
import { warp, type Warped } from './warp.js';

/** How far two pictures agree in their fine structure where one lies on the other. */
export interface DenseCheck {
  /** The mean of the windows' zero-mean normalised cross-correlations, -1 to 1; null where too few of them have structure. */
  readonly score: number | null;
  /** Over how many windows, which overlap. */
  readonly windows: number;
  /** The region of the known picture where they agree, in its pixels; empty where they do nowhere. */
  readonly region: Polygon;
}

interface Question {
  /** The asked picture, and that halved again and again. */
  readonly asked: readonly GreyPicture[];
  readonly known: GreyPicture;
  /** From the asked picture's pixels to the known one's. */
  readonly matrix: Affine;
  /** The hull of the places that agreed, in the known picture. */
  readonly support: Polygon;
}

/** What is broader than this many pixels each way, light and shade, is taken out: unrelated dark portraits share it. */
const HIGH_PASS_RADIUS = 4;
const BLOCK = 8;
/** Of the known picture's grey values within a window: below it there is no structure that could agree. */
const LEAST_DEVIATION = 1.5;
/** From here on fine structure is called the same. */
export const DENSE_LEAST = 0.4;
/** Pixels over which a correlation says something. */
const LEAST_PIXELS = 120;
/** Windows over which the mean of their correlations says something. */
const LEAST_WINDOWS = 3;
/** Where so much of what has structure agrees, all of the overlap is called the same: the rest is noise. */
const MOST_OF_IT = 0.75;

/** Compares two pictures pixel by pixel under a map: what agreeing features cannot fake, nor a planted hash. */
export function denseCheck({ asked, known, matrix, support }: Question): DenseCheck {
  const back = inverse(matrix);
  const [full] = asked;
  if (!back || !full) return { score: null, windows: 0, region: [] };
  const { mask, values } = warp(asked, known, back);
  const { width, height } = known;
  const pair = {
    width,
    height,
    mask,
    one: highPass({ width, height, values, mask }),
    other: highPass({ width, height, values: Float32Array.from(known.grey), mask }),
  };
  const corners = rectangle(full.width, full.height).map((corner) => mapPoint(matrix, corner));
  const overlap = intersection(rectangle(width, height), corners);
  const windows = windowsOf(pair);
  return { ...scoreWithin(windows, support), region: regionOf(windows, overlap) };
}

/** The values without the mean of what is around them, as far as the mask shows it. */
export function highPass({ width, height, values, mask }: Warped): Float32Array {
  const sums = summed(width, height, (at) => (mask[at] ? (values[at] ?? 0) : 0));
  const counts = summed(width, height, (at) => mask[at] ?? 0);
  const passed = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (!mask[at]) continue;
      const box = [
        x - HIGH_PASS_RADIUS,
        y - HIGH_PASS_RADIUS,
        x + HIGH_PASS_RADIUS + 1,
        y + HIGH_PASS_RADIUS + 1,
      ] as const;
      passed[at] = (values[at] ?? 0) - sums(...box) / counts(...box);
    }
  }
  return passed;
}

type BoxSum = (left: number, top: number, right: number, bottom: number) => number;

/** A table from which the sum over any rectangle is four look-ups (Crow, "Summed-area tables", 1984). */
function summed(width: number, height: number, valueAt: (at: number) => number): BoxSum {
  const stride = width + 1;
  const table = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += valueAt(y * width + x);
      table[(y + 1) * stride + x + 1] = (table[y * stride + x + 1] ?? 0) + row;
    }
  }
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return (left, top, right, bottom) => {
    const [x0, x1] = [clamp(left, width), clamp(right, width)];
    const [y0, y1] = [clamp(top, height) * stride, clamp(bottom, height) * stride];
    return (table[y1 + x1] ?? 0) - (table[y0 + x1] ?? 0) - (table[y1 + x0] ?? 0) + (table[y0 + x0] ?? 0);
  };
}

/** Two pictures on one another, and where they do. */
export interface Pair {
  readonly width: number;
  readonly height: number;
  readonly mask: Uint8Array;
  readonly one: Float32Array;
  readonly other: Float32Array;
}

/** What a correlation is made of: number, sums, sums of squares and of products. */
interface Moments {
  count: number;
  one: number;
  other: number;
  ones: number;
  others: number;
  products: number;
}

const noMoments = (): Moments => ({ count: 0, one: 0, other: 0, ones: 0, others: 0, products: 0 });

function addPixel(moments: Moments, { one, other }: Pair, at: number): void {
  const a = one[at] ?? 0;
  const b = other[at] ?? 0;
  moments.count += 1;
  moments.one += a;
  moments.other += b;
  moments.ones += a * a;
  moments.others += b * b;
  moments.products += a * b;
}

/** Null where there are too few pixels, or the known picture has no structure. */
function correlation(
  { count, one, other, ones, others, products }: Moments,
  leastPixels = LEAST_PIXELS,
): number | null {
  if (count < leastPixels) return null;
  const variance = ones / count - (one / count) ** 2;
  const variances = others / count - (other / count) ** 2;
  if (variances < LEAST_DEVIATION ** 2) return null;
  if (variance < LEAST_DEVIATION ** 2 / 4) return 0;
  return (products / count - (one / count) * (other / count)) / Math.sqrt(variance * variances);
}

/** A block of the known picture, and how far the two agree in it and the blocks around. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly score: number;
  /** In the block alone; null where it is plain. */
  readonly own: number | null;
}

/** All blocks around which something can be said. */
export function windowsOf(pair: Pair): Window[] {
  const columns = Math.ceil(pair.width / BLOCK);
  const rows = Math.ceil(pair.height / BLOCK);
  const blocks = Array.from({ length: columns * rows }, noMoments);
  for (let y = 0; y < pair.height; y += 1)
    for (let x = 0; x < pair.width; x += 1) {
      const at = y * pair.width + x;
      const block = blocks[Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)];
      if (pair.mask[at] && block) addPixel(block, pair, at);
    }
  return blocks.flatMap(({ count }, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const score = count === 0 ? null : correlation(around(blocks, { row, column, rows, columns }));
    return score === null
      ? []
      : [
          {
            left: column * BLOCK,
            top: row * BLOCK,
            score,
            own: correlation(blocks[at] ?? noMoments(), BLOCK),
          },
        ];
  });
}

/** Every window counts the same, so that what was written over a picture cannot outshout it. */
export function scoreWithin(all: readonly Window[], hull: Polygon): Pick<DenseCheck, 'score' | 'windows'> {
  const within = all.filter(({ left, top }) => contains(hull, { x: left + BLOCK / 2, y: top + BLOCK / 2 }));
  const windows = within.length;
  const sum = within.reduce((total, { score }) => total + score, 0);
  return { score: windows < LEAST_WINDOWS ? null : sum / windows, windows };
}

/** The hull of the blocks around which the pictures agree. */
function regionOf(windows: readonly Window[], overlap: Polygon): Polygon {
  // A block at the region's edge has neighbours within: by itself it must agree a little, too.
  const agreeing = windows.filter(
    ({ score, own }) => score >= DENSE_LEAST && (own === null || own >= DENSE_LEAST / 2),
  );
  if (agreeing.length === 0) return [];
  if (agreeing.length >= MOST_OF_IT * windows.length) return overlap;
  const corners = agreeing.flatMap(({ left, top }): Point[] => [
    { x: left, y: top },
    { x: left + BLOCK, y: top },
    { x: left, y: top + BLOCK },
    { x: left + BLOCK, y: top + BLOCK },
  ]);
  return intersection(overlap, convexHull(corners));
}

function around(
  blocks: readonly Moments[],
  { row, column, rows, columns }: { row: number; column: number; rows: number; columns: number },
): Moments {
  const all = noMoments();
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      const block = blocks[y * columns + x];
      if (!block) continue;
      for (const name of ['count', 'one', 'other', 'ones', 'others', 'products'] as const)
        all[name] += block[name];
    }
  return all;
}
