import type { Point } from '../lib/polygon.js';
import { determinantOf, mapPoint, type Affine } from './affine.js';
import { PLACE_NUMBERS, type LocalFeatures } from './local-features.js';
import type { FeaturePair } from './pair-features.js';

/** How one picture lies on another, by pairs of features that agree on it. */
export interface Alignment {
  /** From the pixels of the asked picture to those of the known one. */
  readonly matrix: Affine;
  /** The pairs that agree, each place of either picture once. */
  readonly inliers: readonly FeaturePair[];
  /** Of how many pairs they are. */
  readonly pairs: number;
  /** Probability that a pair at random agrees with a given map. */
  readonly chance: number;
  /** Maps that were tried. */
  readonly trials: number;
}

/** Fewer agree by chance in any two pictures. */
const LEAST_INLIERS = 4;
/** How far a place may lie from where the map puts it: parts of the known picture's longer side, for a guess and in the end. */
const GUESS_TOLERANCE = 0.04;
export const FINAL_TOLERANCE = 0.015;
/** How much a pair's own scale may differ from the guess's, in octaves, and its own direction, in turns. */
const SCALE_TOLERANCE = 1;
const TURN_TOLERANCE = 0.1;
const REFITS = 4;
/** So many of the pairs, those that look most alike, guess: two pictures that share much have thousands. */
const MOST_GUESSES = 200;
/** A picture is not stretched more than this one way; other maps put much onto little by chance. */
const MOST_STRETCH = 3;

/** Two pictures' features, and which of them look alike. */
export interface Pairing {
  readonly asked: LocalFeatures;
  readonly known: LocalFeatures;
  readonly pairs: readonly FeaturePair[];
}

/**
 * The affine map on which most pairs agree; null where too few do. Every pair by itself guesses a similarity from the
 * places, scales and directions of its features; the best guess is fitted again to those that agree with it.
 */
export function align(pairing: Pairing): Alignment | null {
  const guess = bestGuess(pairing);
  if (guess === null) return null;
  let { matrix, inliers } = guess;
  for (let round = 0; round < REFITS; round += 1) {
    if (inliers.length < LEAST_INLIERS) return null;
    const fitted = fitAffine(pairing, inliers);
    if (fitted === null || !isPlausible(fitted)) break;
    matrix = fitted;
    inliers = agreeing(pairing, matrix, FINAL_TOLERANCE);
  }
  if (inliers.length < LEAST_INLIERS || !isPlausible(matrix)) return null;
  const { width, height } = pairing.known;
  return {
    matrix,
    inliers,
    pairs: pairing.pairs.length,
    chance: Math.min(1, (Math.PI * (FINAL_TOLERANCE * Math.max(width, height)) ** 2) / (width * height)),
    trials: Math.min(pairing.pairs.length, MOST_GUESSES),
  };
}

interface Place extends Point {
  readonly sigma: number;
  readonly direction: number;
}

export function placeOf({ places }: LocalFeatures, feature: number): Place {
  const [x = 0, y = 0, sigma = 1, direction = 0] = places.subarray(feature * PLACE_NUMBERS);
  return { x, y, sigma, direction };
}

function bestGuess(pairing: Pairing): Pick<Alignment, 'matrix' | 'inliers'> | null {
  const { asked, known, pairs } = pairing;
  const joined = pairs.map((pair) => ({
    pair,
    from: placeOf(asked, pair.asked),
    to: placeOf(known, pair.known),
  }));
  const tolerance = GUESS_TOLERANCE * Math.max(known.width, known.height);
  let best: Pick<Alignment, 'matrix' | 'inliers'> | null = null;
  const guessing = joined.toSorted((a, b) => a.pair.distance - b.pair.distance).slice(0, MOST_GUESSES);
  for (const one of guessing) {
    const scale = one.to.sigma / one.from.sigma;
    const turn = one.to.direction - one.from.direction;
    const cos = scale * Math.cos(2 * Math.PI * turn);
    const sin = scale * Math.sin(2 * Math.PI * turn);
    const c = one.to.x - (cos * one.from.x - sin * one.from.y);
    const f = one.to.y - (sin * one.from.x + cos * one.from.y);
    const inliers: FeaturePair[] = [];
    for (const { pair, from, to } of joined) {
      const dx = cos * from.x - sin * from.y + c - to.x;
      const dy = sin * from.x + cos * from.y + f - to.y;
      if (dx * dx + dy * dy > tolerance * tolerance) continue;
      if (Math.abs(Math.log2(to.sigma / from.sigma / scale)) > SCALE_TOLERANCE) continue;
      if (turnsApart(to.direction - from.direction, turn) > TURN_TOLERANCE) continue;
      inliers.push(pair);
    }
    if (inliers.length <= (best?.inliers.length ?? 0)) continue;
    const distinct = eachPlaceOnce(pairing, inliers);
    if (distinct.length > (best?.inliers.length ?? 0))
      best = { matrix: [cos, -sin, c, sin, cos, f], inliers: distinct };
  }
  return best;
}

function turnsApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % 1;
  return apart > 0.5 ? 1 - apart : apart;
}

function agreeing(pairing: Pairing, matrix: Affine, part: number): FeaturePair[] {
  const { asked, known, pairs } = pairing;
  const tolerance = part * Math.max(known.width, known.height);
  const close = pairs.filter((pair) => {
    const from = placeOf(asked, pair.asked);
    const to = placeOf(known, pair.known);
    const mapped = mapPoint(matrix, from);
    return Math.hypot(mapped.x - to.x, mapped.y - to.y) <= tolerance;
  });
  return eachPlaceOnce(pairing, close);
}

/** Of pairs with the same place, rounded to two pixels, the one that looks most alike: repetition is no evidence. */
function eachPlaceOnce({ asked, known }: Pairing, pairs: readonly FeaturePair[]): FeaturePair[] {
  const taken = new Set<string>();
  const nameOf = (picture: string, { x, y }: Place) => `${picture} ${Math.round(x / 2)} ${Math.round(y / 2)}`;
  return pairs
    .toSorted((a, b) => a.distance - b.distance)
    .filter((pair) => {
      const names = [
        nameOf('asked', placeOf(asked, pair.asked)),
        nameOf('known', placeOf(known, pair.known)),
      ];
      if (names.some((name) => taken.has(name))) return false;
      for (const name of names) taken.add(name);
      return true;
    });
}

/** The least squares fit over the pairs; null where they lie on one line. */
function fitAffine({ asked, known }: Pairing, pairs: readonly FeaturePair[]): Affine | null {
  const from = pairs.map((pair) => placeOf(asked, pair.asked));
  const to = pairs.map((pair) => placeOf(known, pair.known));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(from.map(({ x }) => x)), mean(from.map(({ y }) => y))];
  const [nx, ny] = [mean(to.map(({ x }) => x)), mean(to.map(({ y }) => y))];
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0];
  for (const [at, { x, y }] of from.entries()) {
    const [dx, dy] = [x - mx, y - my];
    const [u, v] = [(to[at]?.x ?? 0) - nx, (to[at]?.y ?? 0) - ny];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    xu += dx * u;
    yu += dy * u;
    xv += dx * v;
    yv += dy * v;
  }
  const determinant = xx * yy - xy * xy;
  if (determinant <= 1e-6 * xx * yy || determinant === 0) return null;
  const a = (xu * yy - yu * xy) / determinant;
  const b = (yu * xx - xu * xy) / determinant;
  const d = (xv * yy - yv * xy) / determinant;
  const e = (yv * xx - xv * xy) / determinant;
  return [a, b, nx - a * mx - b * my, d, e, ny - d * mx - e * my];
}

/** Whether it neither mirrors (mirrored pictures are asked for as such) nor crushes the picture. */
function isPlausible(matrix: Affine): boolean {
  const [a, b, , d, e] = matrix;
  const determinant = determinantOf(matrix);
  if (determinant <= 0) return false;
  // The two stretches of the map: their product is the determinant, their squares add up to this.
  const squares = a * a + b * b + d * d + e * e;
  const larger = Math.sqrt((squares + Math.sqrt(Math.max(0, squares * squares - 4 * determinant ** 2))) / 2);
  return (larger * larger) / determinant <= MOST_STRETCH;
}
