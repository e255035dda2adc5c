import { take } from './arena';
import { heightOf, widthOf } from './pyramid';

const MOST_SIDE: i32 = 24;
export const TURN: f32 = 6.2831855;

let samples: usize = 0;
let side: i32 = 0;

export function preparePatch(): void {
  samples = take((<usize>(MOST_SIDE * MOST_SIDE)) << 2);
}

/** Samples a square of an image around a place, one step along its rows being (stepX, stepY). */
export function samplePatch(
  image: usize,
  octave: i32,
  centreX: f32,
  centreY: f32,
  stepX: f32,
  stepY: f32,
  count: i32,
): void {
  side = count;
  const width = widthOf(octave);
  const most: f32 = <f32>(width - 1) - <f32>0.001;
  const lowest: f32 = <f32>(heightOf(octave) - 1) - <f32>0.001;
  const half: f32 = <f32>(side - 1) * <f32>0.5;
  let at = samples;
  for (let j = 0; j < side; j++) {
    const v = <f32>j - half;
    let x = centreX - half * stepX - v * stepY;
    let y = centreY - half * stepY + v * stepX;
    for (let i = 0; i < side; i++) {
      const insideX = max<f32>(0, min<f32>(most, x));
      const insideY = max<f32>(0, min<f32>(lowest, y));
      const left = <i32>insideX;
      const top = <i32>insideY;
      const right: f32 = insideX - <f32>left;
      const down: f32 = insideY - <f32>top;
      const pixel = image + ((<usize>(top * width + left)) << 2);
      const below = pixel + ((<usize>width) << 2);
      const a = load<f32>(pixel);
      const c = load<f32>(below);
      const upper = a + right * (load<f32>(pixel, 4) - a);
      const lower = c + right * (load<f32>(below, 4) - c);
      store<f32>(at, upper + down * (lower - upper));
      at += 4;
      x += stepX;
      y += stepY;
    }
  }
}

/** The gradient along the patch's rows at one of its inner samples. */
export function gradientX(i: i32, j: i32): f32 {
  const at = samples + ((<usize>(j * side + i)) << 2);
  return load<f32>(at + 4) - load<f32>(at - 4);
}

export function gradientY(i: i32, j: i32): f32 {
  const at = samples + ((<usize>(j * side + i)) << 2);
  const stride = (<usize>side) << 2;
  return load<f32>(at + stride) - load<f32>(at - stride);
}

/** The direction of (x, y) as 0 to 1 of a turn, within 0.0001: a polynomial in place of atan2. */
export function directionOf(x: f32, y: f32): f32 {
  const wide = Mathf.abs(x);
  const high = Mathf.abs(y);
  const larger = max<f32>(wide, high);
  if (larger == 0) return 0;
  const t = min<f32>(wide, high) / larger;
  const t2 = t * t;
  const arc: f32 =
    (((<f32>-0.0464964749 * t2 + <f32>0.15931422) * t2 - <f32>0.327622764) * t2 * t + t) / TURN;
  const quarter: f32 = high > wide ? <f32>0.25 - arc : arc;
  const half: f32 = x < 0 ? <f32>0.5 - quarter : quarter;
  return y < 0 ? <f32>1 - half : half;
}
