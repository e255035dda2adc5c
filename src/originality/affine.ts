import type { Point } from '../lib/polygon.js';

/** An affine map of one picture's pixels to another's: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const mapPoint = ([a, b, c, d, e, f]: Affine, { x, y }: Point): Point => ({
  x: a * x + b * y + c,
  y: d * x + e * y + f,
});

/** The map that is `first` and then `second`. */
export function following([a, b, c, d, e, f]: Affine, second: Affine): Affine {
  const [g, h, i, j, k, l] = second;
  return [g * a + h * d, g * b + h * e, g * c + h * f + i, j * a + k * d, j * b + k * e, j * c + k * f + l];
}

/** The way back; null for a map that crushes the picture to a line. */
export function inverse([a, b, c, d, e, f]: Affine): Affine | null {
  const determinant = a * e - b * d;
  if (Math.abs(determinant) < 1e-12) return null;
  const [ia, ib, id, ie] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)];
}

export const scaling = (x: number, y: number): Affine => [x, 0, 0, 0, y, 0];

/** How much a map enlarges areas; negative where it mirrors. */
export const determinantOf = ([a, b, , d, e]: Affine): number => a * e - b * d;

export const shift = (x: number, y: number): Affine => [1, 0, x, 0, 1, y];
