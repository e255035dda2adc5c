import { take } from './arena';
import { levelOf, octaveOf, octaveX, octaveY, sigmaOf } from './keypoints';
import { directionOf, gradientX, gradientY, samplePatch } from './patch';
import { gaussian } from './pyramid';

/**
 * The directions in which the surroundings of a keypoint change most: Lowe (2004), section 5. A histogram of 36
 * directions over 9 × 9 sigmas, its highest peak, and another where that has four fifths of the first.
 */
const BINS: i32 = 36;
const INNER: i32 = 16;
const SIDE: i32 = INNER + 2;
const SPAN_SIGMAS: f32 = 9;
const WINDOW_SIGMAS: f32 = 1.5;
const SECOND: f32 = 0.8;

let histogram: usize = 0;
let smoothed: usize = 0;
/** How much each inner sample weighs; the corners of the square nothing. */
let weights: usize = 0;
/** The directions that were found, as parts of a turn. */
let found: usize = 0;

export function prepareOrientation(): void {
  histogram = take((<usize>BINS) << 2);
  smoothed = take((<usize>BINS) << 2);
  found = take(8);
  weights = take((<usize>(INNER * INNER)) << 2);
  const half: f32 = <f32>(INNER - 1) * <f32>0.5;
  const window: f32 = (WINDOW_SIGMAS * <f32>INNER) / SPAN_SIGMAS;
  for (let j = 0; j < INNER; j++) {
    for (let i = 0; i < INNER; i++) {
      const dx = <f32>i - half;
      const dy = <f32>j - half;
      const far = dx * dx + dy * dy;
      const weight: f32 = far > <f32>64 ? 0 : Mathf.exp(-far / (2 * window * window));
      store<f32>(weights + ((<usize>(j * INNER + i)) << 2), weight);
    }
  }
}

export function direction(index: i32): f32 {
  return load<f32>(found + ((<usize>index) << 2));
}

/** Finds the directions of a keypoint; gives how many, at most two. */
export function findDirections(point: usize): i32 {
  const octave = octaveOf(point);
  const sigma = sigmaOf(point) / <f32>(1 << octave);
  const step = (sigma * SPAN_SIGMAS) / <f32>INNER;
  samplePatch(gaussian(octave, levelOf(point)), octave, octaveX(point), octaveY(point), step, 0, SIDE);
  fillHistogram();
  smooth(histogram, smoothed);
  smooth(smoothed, histogram);
  return findPeaks();
}

function fillHistogram(): void {
  memory.fill(histogram, 0, (<usize>BINS) << 2);
  for (let j = 0; j < INNER; j++) {
    for (let i = 0; i < INNER; i++) {
      const weight = load<f32>(weights + ((<usize>(j * INNER + i)) << 2));
      if (weight == 0) continue;
      const dx = gradientX(i + 1, j + 1);
      const dy = gradientY(i + 1, j + 1);
      const amount = weight * Mathf.sqrt(dx * dx + dy * dy);
      const place = directionOf(dx, dy) * <f32>BINS;
      const whole = <i32>place;
      const beyond: f32 = place - <f32>whole;
      add(whole % BINS, amount * (1 - beyond));
      add((whole + 1) % BINS, amount * beyond);
    }
  }
}

function add(bin: i32, amount: f32): void {
  const at = histogram + ((<usize>bin) << 2);
  store<f32>(at, load<f32>(at) + amount);
}

function valueIn(bins: usize, bin: i32): f32 {
  return load<f32>(bins + ((<usize>((bin + BINS) % BINS)) << 2));
}

function smooth(from: usize, to: usize): void {
  for (let bin = 0; bin < BINS; bin++) {
    const mean: f32 =
      <f32>0.25 * (valueIn(from, bin - 1) + valueIn(from, bin + 1)) + <f32>0.5 * valueIn(from, bin);
    store<f32>(to + ((<usize>bin) << 2), mean);
  }
}

function findPeaks(): i32 {
  let first: f32 = 0;
  let second: f32 = 0;
  let firstBin = -1;
  let secondBin = -1;
  for (let bin = 0; bin < BINS; bin++) {
    const value = valueIn(histogram, bin);
    if (value <= valueIn(histogram, bin - 1) || value < valueIn(histogram, bin + 1)) continue;
    if (value > first) {
      second = first;
      secondBin = firstBin;
      first = value;
      firstBin = bin;
    } else if (value > second) {
      second = value;
      secondBin = bin;
    }
  }
  if (firstBin < 0) return 0;
  store<f32>(found, peakAt(firstBin));
  if (secondBin < 0 || second < SECOND * first) return 1;
  store<f32>(found, peakAt(secondBin), 4);
  return 2;
}

/** Where the parabola through a peak and its neighbours is highest, as a part of a turn. */
function peakAt(bin: i32): f32 {
  const before = valueIn(histogram, bin - 1);
  const after = valueIn(histogram, bin + 1);
  const bend = before - 2 * valueIn(histogram, bin) + after;
  const off: f32 = bend == 0 ? 0 : (<f32>0.5 * (before - after)) / bend;
  const place = (<f32>bin + off) / <f32>BINS;
  return place < 0 ? place + 1 : place >= 1 ? place - 1 : place;
}
