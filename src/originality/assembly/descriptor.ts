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
let weights: usize = 0;

export function prepareDescriptor(): void {
  values = take((<usize>VALUES) << 2);
  mirrored = take((<usize>VALUES) << 2);
  weights = take((<usize>(INNER * INNER)) << 2);
  const half: f32 = <f32>(INNER - 1) * <f32>0.5;
  const window: f32 = <f32>INNER * <f32>0.5;
  for (let j = 0; j < INNER; j++) {
    for (let i = 0; i < INNER; i++) {
      const dx = <f32>i - half;
      const dy = <f32>j - half;
      store<f32>(
        weights + ((<usize>(j * INNER + i)) << 2),
        Mathf.exp(-(dx * dx + dy * dy) / (2 * window * window)),
      );
    }
  }
}

/** Describes a keypoint in one of its directions: VALUES floats, of which the squares add up to 1. */
export function describe(point: usize, direction: f32): usize {
  const octave = octaveOf(point);
  const step = (sigmaOf(point) / <f32>(1 << octave)) * (CELL_SIGMAS / <f32>CELL_SAMPLES);
  const stepX = step * Mathf.cos(direction * TURN);
  const stepY = step * Mathf.sin(direction * TURN);
  samplePatch(gaussian(octave, levelOf(point)), octave, octaveX(point), octaveY(point), stepX, stepY, SIDE);
  memory.fill(values, 0, (<usize>VALUES) << 2);
  for (let j = 0; j < INNER; j++) {
    for (let i = 0; i < INNER; i++) addSample(i, j);
  }
  takeRoots();
  return values;
}

/** Shares a sample out among its two nearest directions in the four nearest cells. */
function addSample(i: i32, j: i32): void {
  const dx = gradientX(i + 1, j + 1);
  const dy = gradientY(i + 1, j + 1);
  const amount = load<f32>(weights + ((<usize>(j * INNER + i)) << 2)) * Mathf.sqrt(dx * dx + dy * dy);
  const place = directionOf(dx, dy) * <f32>DIRECTIONS;
  const first = <i32>place;
  const beyond: f32 = place - <f32>first;
  const cellX: f32 = (<f32>i + <f32>0.5) / <f32>CELL_SAMPLES - <f32>0.5;
  const cellY: f32 = (<f32>j + <f32>0.5) / <f32>CELL_SAMPLES - <f32>0.5;
  const left = <i32>Mathf.floor(cellX);
  const top = <i32>Mathf.floor(cellY);
  const right: f32 = cellX - <f32>left;
  const down: f32 = cellY - <f32>top;
  addToCell(left, top, first, beyond, amount * (1 - right) * (1 - down));
  addToCell(left + 1, top, first, beyond, amount * right * (1 - down));
  addToCell(left, top + 1, first, beyond, amount * (1 - right) * down);
  addToCell(left + 1, top + 1, first, beyond, amount * right * down);
}

function addToCell(x: i32, y: i32, first: i32, beyond: f32, amount: f32): void {
  if (x < 0 || y < 0 || x >= CELLS || y >= CELLS) return;
  const cell = values + ((<usize>((y * CELLS + x) * DIRECTIONS)) << 2);
  const a = cell + ((<usize>(first & (DIRECTIONS - 1))) << 2);
  const b = cell + ((<usize>((first + 1) & (DIRECTIONS - 1))) << 2);
  store<f32>(a, load<f32>(a) + amount * (1 - beyond));
  store<f32>(b, load<f32>(b) + amount * beyond);
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
