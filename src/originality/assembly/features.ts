import { clearArena, take } from './arena';
import { AXES_BYTES, BITS_BYTES, prepareBits, writeBits } from './bits';
import { describe, mirror, prepareDescriptor } from './descriptor';
import { beginKeypoints, findKeypoints, keypoint, keypointCount } from './keypoints';
import { direction, findDirections, prepareOrientation } from './orientation';
import { preparePatch } from './patch';
import { beginPyramid, nextOctave } from './pyramid';

/** A feature: x, y and sigma in pixels and the direction as part of a turn, 4 bytes each; its bits and axes, and those mirrored. */
const FEATURE_BYTES: usize = 16 + 2 * (BITS_BYTES + AXES_BYTES);
const MOST_CHOSEN: i32 = 4096;

let grey: usize = 0;
let chosen: usize = 0;
let features: usize = 0;

/** Where the picture goes: width × height bytes of grey values. What was there of another picture is gone. */
export function begin(width: i32, height: i32): usize {
  clearArena();
  grey = take(<usize>(width * height));
  chosen = take((<usize>MOST_CHOSEN) << 2);
  features = take(<usize>MOST_CHOSEN * FEATURE_BYTES);
  preparePatch();
  prepareOrientation();
  prepareDescriptor();
  prepareBits();
  beginKeypoints();
  return grey;
}

/** Finds the keypoints whose response, a part of full contrast, is at least this much; gives their number. */
export function detect(width: i32, height: i32, threshold: f32): i32 {
  beginPyramid(grey, width, height);
  for (let octave = 0; nextOctave(); octave++) findKeypoints(octave, threshold);
  return keypointCount();
}

/** Where keypoint 0 lies; each has 32 bytes, of which the first four numbers are x, y, sigma and response. */
export function keypoints(): usize {
  return keypoint(0);
}

/** Where the numbers of the keypoints go that are to be described, 4 bytes each. */
export function choice(): usize {
  return chosen;
}

/** Describes the chosen keypoints, one in two directions twice, up to a number of features; gives how many were made. */
export function describeChosen(count: i32, most: i32): i32 {
  let made = 0;
  for (let i = 0; i < count && made < most; i++) {
    const point = keypoint(load<i32>(chosen + ((<usize>i) << 2)));
    const directions = findDirections(point);
    for (let turn = 0; turn < directions && made < most; turn++) {
      const at = features + <usize>made * FEATURE_BYTES;
      memory.copy(at, point, 12);
      store<f32>(at, direction(turn), 12);
      writeBits(describe(point, direction(turn)), at + 16);
      writeBits(mirror(), at + 16 + BITS_BYTES + AXES_BYTES);
      made++;
    }
  }
  return made;
}

/** Where feature 0 lies, of 96 bytes each. */
export function described(): usize {
  return features;
}
