import { take } from './arena';
import { levelOf, octaveOf, octaveX, octaveY, sigmaOf } from './keypoints';
import { directionOf, gradientX, gradientY, samplePatch, TURN } from './patch';
import { gaussian } from './pyramid';

/**
 * What the surroundings of a keypoint look like, turned upright: Lowe's 4 × 4 histograms of 8 directions (2004, section
 * 6), of which the root is taken (Arandjelović and Zisserman, "Three things everyone should know to improve object
 * retrieval", 2012).
 */
const CELLS: i32 = 4;
const DIRECTIONS: i32 = 8;
const CELL_SAMPLES: i32 = 5;
const INNER: i32 = CELLS * CELL_SAMPLES;
const SIDE: i32 = INNER + 2;
const CELL_SIGMAS: f32 = 3;
/** No direction counts for more than this part of the whole: a single edge is not all. */
const MOST: f32 = 0.2;
export const VALUES: i32 = CELLS * CELLS * DIRECTIONS;

let values: usize = 0;
let mirrored: usize = 0;
/** The cells with one more all around, each with two directions more, so that no sample needs to be asked where it falls. */
const CELL_BYTES: usize = <usize>((DIRECTIONS + 2) * 4);
const ROW_BYTES: usize = CELL_BYTES * <usize>(CELLS + 2);
const PADDED: i32 = (DIRECTIONS + 2) * (CELLS + 2) * (CELLS + 2);
let padded: usize = 0;
/** Of every sample, which is always at the same place: where its first cell lies, and what part of it each of the four gets. */
const SHARE_BYTES: usize = 20;
let shares: usize = 0;

export function prepareDescriptor(): void {
  values = take((<usize>VALUES) << 2);
  mirrored = take((<usize>VALUES) << 2);
  padded = take((<usize>PADDED) << 2);
  shares = take(<usize>(INNER * INNER) * SHARE_BYTES);
  for (let j = 0; j < INNER; j++) {
    for (let i = 0; i < INNER; i++) prepareShare(i, j);
  }
}

function prepareShare(i: i32, j: i32): void {
  const half: f32 = <f32>(INNER - 1) * <f32>0.5;
  const window: f32 = <f32>INNER * <f32>0.5;
  const dx = <f32>i - half;
  const dy = <f32>j - half;
  const weight = Mathf.exp(-(dx * dx + dy * dy) / (2 * window * window));
  const cellX: f32 = (<f32>i + <f32>0.5) / <f32>CELL_SAMPLES - <f32>0.5;
  const cellY: f32 = (<f32>j + <f32>0.5) / <f32>CELL_SAMPLES - <f32>0.5;
  const left = <i32>Mathf.floor(cellX);
  const top = <i32>Mathf.floor(cellY);
  const right: f32 = cellX - <f32>left;
  const down: f32 = cellY - <f32>top;
  const share = shares + <usize>(j * INNER + i) * SHARE_BYTES;
  store<u32>(share, <u32>(<usize>(top + 1) * ROW_BYTES + <usize>(left + 1) * CELL_BYTES));
  store<f32>(share, weight * (1 - right) * (1 - down), 4);
  store<f32>(share, weight * right * (1 - down), 8);
  store<f32>(share, weight * (1 - right) * down, 12);
  store<f32>(share, weight * right * down, 16);
}

/** Describes a keypoint in one of its directions: VALUES floats, of which the squares add up to 1. */
export function describe(point: usize, direction: f32): usize {
  const octave = octaveOf(point);
  const step = (sigmaOf(point) / <f32>(1 << octave)) * (CELL_SIGMAS / <f32>CELL_SAMPLES);
  const stepX = step * Mathf.cos(direction * TURN);
  const stepY = step * Mathf.sin(direction * TURN);
  samplePatch(gaussian(octave, levelOf(point)), octave, octaveX(point), octaveY(point), stepX, stepY, SIDE);
  memory.fill(padded, 0, (<usize>PADDED) << 2);
  for (let j = 0; j < INNER; j++) {
    for (let i = 0; i < INNER; i++) addSample(i, j);
  }
  takeFromPadded();
  takeRoots();
  return values;
}

/** Shares a sample out among its two nearest directions in the four nearest cells. */
function addSample(i: i32, j: i32): void {
  const dx = gradientX(i + 1, j + 1);
  const dy = gradientY(i + 1, j + 1);
  const amount = Mathf.sqrt(dx * dx + dy * dy);
  const place = directionOf(dx, dy) * <f32>DIRECTIONS;
  const first = <i32>place;
  const beyond: f32 = amount * (place - <f32>first);
  const before: f32 = amount - beyond;
  const share = shares + <usize>(j * INNER + i) * SHARE_BYTES;
  const cell = padded + <usize>load<u32>(share) + ((<usize>first) << 2);
  addToCell(cell, load<f32>(share, 4), before, beyond);
  addToCell(cell + CELL_BYTES, load<f32>(share, 8), before, beyond);
  addToCell(cell + ROW_BYTES, load<f32>(share, 12), before, beyond);
  addToCell(cell + ROW_BYTES + CELL_BYTES, load<f32>(share, 16), before, beyond);
}

function addToCell(at: usize, part: f32, before: f32, beyond: f32): void {
  store<f32>(at, load<f32>(at) + part * before);
  store<f32>(at, load<f32>(at, 4) + part * beyond, 4);
}

/** Leaves the cells around the descriptor away, and adds to the first direction what lies beyond the last. */
function takeFromPadded(): void {
  let to = values;
  for (let y = 1; y <= CELLS; y++) {
    for (let x = 1; x <= CELLS; x++) {
      const cell = padded + <usize>y * ROW_BYTES + <usize>x * CELL_BYTES;
      memory.copy(to, cell, (<usize>DIRECTIONS) << 2);
      store<f32>(to, load<f32>(to) + load<f32>(cell + ((<usize>DIRECTIONS) << 2)));
      // A direction of a whole turn, by rounding, is the first one.
      store<f32>(to, load<f32>(to, 4) + load<f32>(cell + ((<usize>(DIRECTIONS + 1)) << 2)), 4);
      to += (<usize>DIRECTIONS) << 2;
    }
  }
}

function takeRoots(): void {
  let squares: f32 = 0;
  for (let i = 0; i < VALUES; i++) {
    const value = load<f32>(values + ((<usize>i) << 2));
    squares += value * value;
  }
  const most = MOST * Mathf.sqrt(squares);
  let sum: f32 = 0;
  for (let i = 0; i < VALUES; i++) {
    const at = values + ((<usize>i) << 2);
    const value = min<f32>(most, load<f32>(at));
    store<f32>(at, value);
    sum += value;
  }
  if (sum == 0) return;
  for (let i = 0; i < VALUES; i++) {
    const at = values + ((<usize>i) << 2);
    store<f32>(at, Mathf.sqrt(load<f32>(at) / sum));
  }
}

/**
 * What `describe` would have given of the mirrored picture: mirroring turns the other way around, so that the rows of
 * cells change places and every direction its sign.
 */
export function mirror(): usize {
  for (let y = 0; y < CELLS; y++) {
    for (let x = 0; x < CELLS; x++) {
      for (let d = 0; d < DIRECTIONS; d++) {
        const from = ((CELLS - 1 - y) * CELLS + x) * DIRECTIONS + ((DIRECTIONS - d) & (DIRECTIONS - 1));
        const to = (y * CELLS + x) * DIRECTIONS + d;
        store<f32>(mirrored + ((<usize>to) << 2), load<f32>(values + ((<usize>from) << 2)));
      }
    }
  }
  return mirrored;
}
