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
  const { width, height } = pairing.known;
  const longer = Math.max(width, height);
  const table = tableOf(pairing);
  let matrix = bestGuess(table, GUESS_TOLERANCE * longer);
  if (matrix === null) return null;
  let inliers = agreeing(table, matrix, GUESS_TOLERANCE * longer);
  for (let round = 0; round < REFITS; round += 1) {
    if (inliers.length < LEAST_INLIERS) return null;
    const fitted = fitAffine(table, inliers);
    if (fitted === null || !isPlausible(fitted)) break;
    matrix = fitted;
    inliers = agreeing(table, matrix, FINAL_TOLERANCE * longer);
  }
  if (inliers.length < LEAST_INLIERS || !isPlausible(matrix)) return null;
  return {
    matrix,
    inliers: inliers.flatMap((row) => table.pairs[row] ?? []),
    pairs: table.pairs.length,
    chance: Math.min(1, (Math.PI * (FINAL_TOLERANCE * longer) ** 2) / (width * height)),
    trials: Math.min(table.pairs.length, MOST_GUESSES),
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

/** The pairs in columns, those first that look most alike: every guess goes through all of them. */
interface Table {
  readonly pairs: readonly FeaturePair[];
  readonly fromX: Float64Array;
  readonly fromY: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  /** How much larger the known feature is, in octaves, and how much further it is turned, in turns. */
  readonly octaves: Float64Array;
  readonly turns: Float64Array;
  /** Which place in either picture, rounded to two pixels: features at one place count once. */
  readonly fromPlace: Int32Array;
  readonly toPlace: Int32Array;
}

function tableOf({ asked, known, pairs: unsorted }: Pairing): Table {
  const pairs = unsorted.toSorted((a, b) => a.distance - b.distance);
  const from = pairs.map((pair) => placeOf(asked, pair.asked));
  const to = pairs.map((pair) => placeOf(known, pair.known));
  return {
    pairs,
    fromX: Float64Array.from(from, ({ x }) => x),
    fromY: Float64Array.from(from, ({ y }) => y),
    toX: Float64Array.from(to, ({ x }) => x),
    toY: Float64Array.from(to, ({ y }) => y),
    octaves: Float64Array.from(from, ({ sigma }, row) => Math.log2((to[row]?.sigma ?? 1) / sigma)),
    turns: Float64Array.from(from, ({ direction }, row) => (to[row]?.direction ?? 0) - direction),
    fromPlace: numbered(from),
    toPlace: numbered(to),
  };
}

/** Numbers from 0 for places, the same for those that are the same when rounded. */
function numbered(places: readonly Point[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(places, ({ x, y }) => {
    const name = `${Math.round(x / 2)} ${Math.round(y / 2)}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** The similarity that one of the pairs says, and with which most others agree; null where there are no pairs. */
function bestGuess(table: Table, tolerance: number): Affine | null {
  const { pairs, fromX, fromY, toX, toY, octaves, turns, fromPlace, toPlace } = table;
  const count = pairs.length;
  // In which guess a place was last taken, so that nothing need be cleared.
  const fromTaken = new Int32Array(count);
  const toTaken = new Int32Array(count);
  let best: Affine | null = null;
  let most = 0;
  for (let one = 0; one < Math.min(count, MOST_GUESSES); one += 1) {
    const octave = octaves[one] ?? 0;
    const turn = turns[one] ?? 0;
    const cos = 2 ** octave * Math.cos(2 * Math.PI * turn);
    const sin = 2 ** octave * Math.sin(2 * Math.PI * turn);
    const c = (toX[one] ?? 0) - (cos * (fromX[one] ?? 0) - sin * (fromY[one] ?? 0));
    const f = (toY[one] ?? 0) - (sin * (fromX[one] ?? 0) + cos * (fromY[one] ?? 0));
    let agree = 0;
    for (let row = 0; row < count; row += 1) {
      const x = fromX[row] ?? 0;
      const y = fromY[row] ?? 0;
      const dx = cos * x - sin * y + c - (toX[row] ?? 0);
      const dy = sin * x + cos * y + f - (toY[row] ?? 0);
      if (dx * dx + dy * dy > tolerance * tolerance) continue;
      if (Math.abs((octaves[row] ?? 0) - octave) > SCALE_TOLERANCE) continue;
      if (turnsApart(turns[row] ?? 0, turn) > TURN_TOLERANCE) continue;
      const [from = 0, to = 0] = [fromPlace[row], toPlace[row]];
      if (fromTaken[from] === one + 1 || toTaken[to] === one + 1) continue;
      fromTaken[from] = one + 1;
      toTaken[to] = one + 1;
      agree += 1;
    }
    if (agree <= most) continue;
    most = agree;
    best = [cos, -sin, c, sin, cos, f];
  }
  return best;
}

function turnsApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % 1;
  return apart > 0.5 ? 1 - apart : apart;
}

/** The rows of pairs that a map brings together, each place once, by the pair that looks most alike: repetition is no evidence. */
function agreeing(table: Table, matrix: Affine, tolerance: number): number[] {
  const fromTaken = new Set<number>();
  const toTaken = new Set<number>();
  const rows: number[] = [];
  for (let row = 0; row < table.pairs.length; row += 1) {
    const mapped = mapPoint(matrix, { x: table.fromX[row] ?? 0, y: table.fromY[row] ?? 0 });
    if (Math.hypot(mapped.x - (table.toX[row] ?? 0), mapped.y - (table.toY[row] ?? 0)) > tolerance) continue;
    const [from = 0, to = 0] = [table.fromPlace[row], table.toPlace[row]];
    if (fromTaken.has(from) || toTaken.has(to)) continue;
    fromTaken.add(from);
    toTaken.add(to);
    rows.push(row);
  }
  return rows;
}

/** The least squares fit over rows; null where they lie on one line. */
function fitAffine({ fromX, fromY, toX, toY }: Table, rows: readonly number[]): Affine | null {
  const mean = (values: Float64Array) => rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length;
  const [mx, my, nx, ny] = [mean(fromX), mean(fromY), mean(toX), mean(toY)];
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    const [dx, dy] = [(fromX[row] ?? 0) - mx, (fromY[row] ?? 0) - my];
    const [u, v] = [(toX[row] ?? 0) - nx, (toY[row] ?? 0) - ny];
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
