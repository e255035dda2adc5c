import { take } from './arena';
import { difference, differenceStride, heightOf, SCALES, SIGMA, widthOf } from './pyramid';

/**
 * The points of a picture where a difference of Gaussians is larger or smaller than all 26 neighbours in place and
 * scale, placed between the samples, without those on edges: Lowe (2004), sections 3.1 and 4.
 */
const MARGIN: i32 = 5;
const MOST_POINTS: i32 = 16384;
const MOST_STEPS: i32 = 5;
/** Lowe's r = 10: (r + 1)² / r. */
const MOST_EDGE: f32 = 12.1;

/** A keypoint: x, y and sigma in the picture's pixels, response, octave, level, and x and y in the octave's pixels. */
export const POINT_BYTES: usize = 32;
let points: usize = 0;
let count: i32 = 0;

export function beginKeypoints(): void {
  points = take(<usize>MOST_POINTS * POINT_BYTES);
  count = 0;
}

export function keypointCount(): i32 {
  return count;
}

export function keypoint(index: i32): usize {
  return points + <usize>index * POINT_BYTES;
}

export function sigmaOf(point: usize): f32 {
  return load<f32>(point, 8);
}

export function octaveOf(point: usize): i32 {
  return load<i32>(point, 16);
}

export function levelOf(point: usize): i32 {
  return load<i32>(point, 20);
}

export function octaveX(point: usize): f32 {
  return load<f32>(point, 24);
}

export function octaveY(point: usize): f32 {
  return load<f32>(point, 28);
}

/** Adds the keypoints of the octave that was made last. */
export function findKeypoints(octave: i32, threshold: f32): void {
  for (let level = 1; level <= SCALES; level++) scanLevel(octave, level, threshold);
}

function scanLevel(octave: i32, level: i32, threshold: f32): void {
  const width = widthOf(octave);
  const height = heightOf(octave);
  const image = difference(level);
  const stride = (<usize>width) << 2;
  const layer = differenceStride();
  // Between the samples it may be a little more.
  const least = f32x4.splat(<f32>0.8 * threshold);
  for (let y = MARGIN; y < height - MARGIN; y++) {
    for (let x = MARGIN; x < width - MARGIN; x += 4) {
      const at = image + ((<usize>(y * width + x)) << 2);
      const value = v128.load(at);
      const strong = f32x4.gt(f32x4.abs(value), least);
      if (!v128.any_true(strong)) continue;
      // The neighbours of its own layer first: they rule out nearly all.
      highest = f32x4.max(v128.load(at - 4), v128.load(at + 4));
      lowest = f32x4.min(v128.load(at - 4), v128.load(at + 4));
      addRow(at - stride);
      addRow(at + stride);
      if (!v128.any_true(v128.and(strong, extremes(value)))) continue;
      addRow(at - layer - stride);
      addRow(at - layer);
      addRow(at - layer + stride);
      addRow(at + layer - stride);
      addRow(at + layer);
      addRow(at + layer + stride);
      const lanes = i32x4.bitmask(v128.and(strong, extremes(value)));
      for (let lane = 0; lane < 4; lane++) {
        const isHere = ((lanes >> lane) & 1) != 0 && x + lane < width - MARGIN;
        if (isHere) placeKeypoint(octave, level, x + lane, y, threshold);
      }
    }
  }
}

/** The highest and the lowest of the neighbours so far, of four samples at once. */
let highest: v128 = f32x4.splat(0);
let lowest: v128 = f32x4.splat(0);

function addRow(row: usize): void {
  const a = v128.load(row - 4);
  const b = v128.load(row);
  const c = v128.load(row + 4);
  highest = f32x4.max(highest, f32x4.max(a, f32x4.max(b, c)));
  lowest = f32x4.min(lowest, f32x4.min(a, f32x4.min(b, c)));
}

function extremes(value: v128): v128 {
  return v128.or(f32x4.gt(value, highest), f32x4.lt(value, lowest));
}

/** Fits a quadric around a sample, moves to the sample next to its extremum if need be, and keeps what is strong enough. */
function placeKeypoint(octave: i32, firstLevel: i32, firstX: i32, firstY: i32, threshold: f32): void {
  if (count == MOST_POINTS) return;
  const width = widthOf(octave);
  const height = heightOf(octave);
  const s = (<usize>width) << 2;
  const l = differenceStride();
  let x = firstX;
  let y = firstY;
  let level = firstLevel;
  for (let step = 0; step < MOST_STEPS; step++) {
    const at = difference(level) + ((<usize>(y * width + x)) << 2);
    const value = load<f32>(at);
    const dx = (load<f32>(at + 4) - load<f32>(at - 4)) * <f32>0.5;
    const dy = (load<f32>(at + s) - load<f32>(at - s)) * <f32>0.5;
    const dl = (load<f32>(at + l) - load<f32>(at - l)) * <f32>0.5;
    const xx = load<f32>(at + 4) + load<f32>(at - 4) - 2 * value;
    const yy = load<f32>(at + s) + load<f32>(at - s) - 2 * value;
    const ll = load<f32>(at + l) + load<f32>(at - l) - 2 * value;
    const xy = mixed(at, 4, s);
    const xl = mixed(at, 4, l);
    const yl = mixed(at, s, l);
    // The symmetric matrix's adjugate, as far as it is needed.
    const axx = yy * ll - yl * yl;
    const axy = xl * yl - xy * ll;
    const axl = xy * yl - yy * xl;
    const determinant = xx * axx + xy * axy + xl * axl;
    if (determinant == 0) return;
    const offX = -(axx * dx + axy * dy + axl * dl) / determinant;
    const offY = -(axy * dx + (xx * ll - xl * xl) * dy + (xy * xl - xx * yl) * dl) / determinant;
    const offL = -(axl * dx + (xy * xl - xx * yl) * dy + (xx * yy - xy * xy) * dl) / determinant;
    if (isNear(offX) && isNear(offY) && isNear(offL)) {
      const response = Mathf.abs(value + <f32>0.5 * (dx * offX + dy * offY + dl * offL));
      const trace = xx + yy;
      const curvature = xx * yy - xy * xy;
      if (response < threshold || curvature <= 0 || trace * trace >= MOST_EDGE * curvature) return;
      keep(octave, level, <f32>x + offX, <f32>y + offY, offL, response);
      return;
    }
    if (!(Mathf.abs(offX) < 8 && Mathf.abs(offY) < 8 && Mathf.abs(offL) < 8)) return;
    x += <i32>Mathf.round(offX);
    y += <i32>Mathf.round(offY);
    level += <i32>Mathf.round(offL);
    const isInside = x >= MARGIN && y >= MARGIN && x < width - MARGIN && y < height - MARGIN;
    if (level < 1 || level > SCALES || !isInside) return;
  }
}

function isNear(offset: f32): bool {
  return Mathf.abs(offset) < <f32>0.6;
}

/** The second derivative along two different axes. */
function mixed(at: usize, a: usize, b: usize): f32 {
  return (
    (load<f32>(at + a + b) - load<f32>(at + a - b) - load<f32>(at - a + b) + load<f32>(at - a - b)) *
    <f32>0.25
  );
}

function keep(octave: i32, level: i32, x: f32, y: f32, offLevel: f32, response: f32): void {
  const point = keypoint(count);
  const scale = <f32>(1 << octave);
  store<f32>(point, x * scale);
  store<f32>(point, y * scale, 4);
  store<f32>(point, SIGMA * Mathf.pow(2, (<f32>level + offLevel) / <f32>SCALES) * scale, 8);
  store<f32>(point, response, 12);
  store<i32>(point, octave, 16);
  store<i32>(point, level, 20);
  store<f32>(point, x, 24);
  store<f32>(point, y, 28);
  count++;
}
