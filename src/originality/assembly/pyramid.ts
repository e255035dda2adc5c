import { take } from './arena';
import { blur, prepareBlur } from './blur';

/**
 * The scale space of Lowe, "Distinctive Image Features from Scale-Invariant Keypoints" (2004), section 3: in every
 * octave Gaussian images whose sigmas grow by a third of an octave, and their differences; the next octave starts from
 * the image of twice the sigma, at half the size.
 */
export const SCALES: i32 = 3;
const LEVELS: i32 = SCALES + 3;
export const SIGMA: f32 = 1.6;
/** What a camera or a decoder has blurred already, by Lowe's assumption. */
const BLURRED_BEFORE: f32 = 0.5;
const MOST_OCTAVES: i32 = 8;
const SMALLEST_SIDE: i32 = 24;

/** For each octave its width and height, and the places of its levels. */
let sizes: usize = 0;
let images: usize = 0;
let differences: usize = 0;
let octaveCount: i32 = 0;
let levelBytes: usize = 0;

export function widthOf(octave: i32): i32 {
  return load<i32>(sizes + ((<usize>octave) << 3));
}

export function heightOf(octave: i32): i32 {
  return load<i32>(sizes + ((<usize>octave) << 3), 4);
}

export function gaussian(octave: i32, level: i32): usize {
  return load<usize>(images + <usize>(octave * LEVELS + level) * sizeof<usize>());
}

/** The difference of two neighbouring levels of the octave that was made last. */
export function difference(level: i32): usize {
  return differences + <usize>level * levelBytes;
}

/** Bytes from one difference to the next. */
export function differenceStride(): usize {
  return levelBytes;
}

/** Begins with a picture of 8-bit grey values. */
export function beginPyramid(grey: usize, width: i32, height: i32): void {
  const pixels = width * height;
  octaveCount = 0;
  // Before the images: they go by, and what is looked up stays.
  sizes = take((<usize>MOST_OCTAVES) << 3);
  images = take(<usize>(MOST_OCTAVES * LEVELS) * sizeof<usize>());
  prepareBlur(width, height);
  differences = take(((<usize>pixels) << 2) * <usize>(LEVELS - 1));
  const first = take((<usize>pixels) << 2);
  for (let i = 0; i < pixels; i++) {
    store<f32>(first + ((<usize>i) << 2), <f32>load<u8>(grey + <usize>i) * <f32>(1.0 / 255.0));
  }
  blur(first, first, width, height, Mathf.sqrt(SIGMA * SIGMA - BLURRED_BEFORE * BLURRED_BEFORE));
  setLevel(0, 0, first);
  setSize(0, width, height);
}

/** Makes the next octave; false when the picture has become too small for one. */
export function nextOctave(): bool {
  if (octaveCount == MOST_OCTAVES) return false;
  if (octaveCount > 0) halve(octaveCount - 1);
  const octave = octaveCount;
  const width = widthOf(octave);
  const height = heightOf(octave);
  if (min<i32>(width, height) < SMALLEST_SIDE) return false;
  octaveCount++;
  levelBytes = (((<usize>(width * height)) << 2) + 15) & ~15;
  const ratio = Mathf.pow(2, <f32>1.0 / <f32>SCALES);
  let sigma = SIGMA;
  for (let level = 1; level < LEVELS; level++) {
    const image = take((<usize>(width * height)) << 2);
    blur(gaussian(octave, level - 1), image, width, height, sigma * Mathf.sqrt(ratio * ratio - 1));
    setLevel(octave, level, image);
    subtract(image, gaussian(octave, level - 1), difference(level - 1), width * height);
    sigma *= ratio;
  }
  return true;
}

function halve(octave: i32): void {
  const from = gaussian(octave, SCALES);
  const width = widthOf(octave);
  const halfWidth = width >> 1;
  const halfHeight = heightOf(octave) >> 1;
  const half = take((<usize>(halfWidth * halfHeight)) << 2);
  let at = half;
  for (let y = 0; y < halfHeight; y++) {
    for (let x = 0; x < halfWidth; x++) {
      store<f32>(at, load<f32>(from + ((<usize>(2 * (y * width + x))) << 2)));
      at += 4;
    }
  }
  setLevel(octave + 1, 0, half);
  setSize(octave + 1, halfWidth, halfHeight);
}

function subtract(a: usize, b: usize, to: usize, count: i32): void {
  // Up to three floats beyond the end are the arena's padding.
  for (let i = 0; i < count; i += 4) {
    const d = (<usize>i) << 2;
    v128.store(to + d, f32x4.sub(v128.load(a + d), v128.load(b + d)));
  }
}

function setLevel(octave: i32, level: i32, image: usize): void {
  store<usize>(images + <usize>(octave * LEVELS + level) * sizeof<usize>(), image);
}

function setSize(octave: i32, width: i32, height: i32): void {
  store<i32>(sizes + ((<usize>octave) << 3), width);
  store<i32>(sizes + ((<usize>octave) << 3), height, 4);
}
