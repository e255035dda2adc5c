import type { Polygon } from '../lib/polygon.js';
import { highPass, scoreWithin, windowsOf } from './dense-check.js';
import type { GreyPicture } from './local-features.js';

/** Shifts shorter than this compare a place with what hardly differs from it, in pixels of the small picture. */
const LEAST_SHIFT = 6;
/** What comes again after more than a quarter of the longer side is a part of the picture, and no pattern of it. */
const MOST_SHIFT_PART = 0.25;
/** Every third pixel of every third row tells which shifts are worth a look. */
const STEP = 3;
/** So many of them are looked at. */
const MOST_LOOKED_AT = 3;

interface Shift {
  readonly x: number;
  readonly y: number;
  readonly likeness: number;
}

/**
 * How far a picture agrees, within a region, with itself some way on, by the measure of the dense check, 0 to 1: that much
 * it agrees with whatever else shows the same pattern, such as bricks, weave or print. Without a pattern it is near 0.
 */
export function repetitionIn(picture: GreyPicture, support: Polygon): number {
  const { width, height, grey } = picture;
  const mask = new Uint8Array(width * height).fill(1);
  const values = highPass({ width, height, values: Float32Array.from(grey), mask });
  const scores = likestShifts({ width, height, values }).map(
    (shift) => scoreWithin(windowsOf(onItself({ width, height, values }, shift)), support).score ?? 0,
  );
  return Math.max(0, ...scores);
}

interface Values {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Those under which most of the picture's contrast comes to lie on its like, none near another. */
function likestShifts(picture: Values): Shift[] {
  const most = Math.floor(MOST_SHIFT_PART * Math.max(picture.width, picture.height));
  const shifts: Shift[] = [];
  for (let y = 0; y <= most; y += 1)
    for (let x = y === 0 ? LEAST_SHIFT : -most; x <= most; x += 1)
      if (Math.hypot(x, y) >= LEAST_SHIFT) shifts.push({ x, y, likeness: likenessUnder(picture, { x, y }) });
  const chosen: Shift[] = [];
  for (const shift of shifts.toSorted((a, b) => b.likeness - a.likeness)) {
    if (chosen.length >= MOST_LOOKED_AT) break;
    if (chosen.every(({ x, y }) => Math.hypot(x - shift.x, y - shift.y) > LEAST_SHIFT / 2))
      chosen.push(shift);
  }
  return chosen;
}

function likenessUnder({ width, height, values }: Values, { x, y }: { x: number; y: number }): number {
  let [products, here, there] = [0, 0, 0];
  const right = Math.min(width, width - x);
  for (let row = 0; row < height - y; row += STEP)
    for (let column = Math.max(0, -x); column < right; column += STEP) {
      const one = values[row * width + column] ?? 0;
      const other = values[(row + y) * width + column + x] ?? 0;
      products += one * other;
      here += one * one;
      there += other * other;
    }
  return here > 0 && there > 0 ? products / Math.sqrt(here * there) : 0;
}

/** The picture, and what of itself lies on it when it is shifted. */
function onItself({ width, height, values }: Values, { x, y }: Shift) {
  const mask = new Uint8Array(width * height);
  const one = new Float32Array(width * height);
  for (let row = 0; row < height - y; row += 1)
    for (let column = Math.max(0, -x); column < Math.min(width, width - x); column += 1) {
      const at = row * width + column;
      one[at] = values[(row + y) * width + column + x] ?? 0;
      mask[at] = 1;
    }
  return { width, height, mask, one, other: values };
}
