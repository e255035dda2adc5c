import { following, type Affine } from './affine.js';
import { ORIENTATIONS, type Orientation } from './pdq.js';
import type { Box } from './trim-border.js';

/** How an asked picture of 1 × 1 lies on a known one when PDQ finds it near in an orientation. */
const UNIT_MAPS: Readonly<Record<Orientation, Affine>> = {
  original: [1, 0, 0, 0, 1, 0],
  rotate90: [0, 1, 0, -1, 0, 1],
  rotate180: [-1, 0, 1, 0, -1, 1],
  rotate270: [0, -1, 1, 1, 0, 0],
  flipX: [1, 0, 0, 0, -1, 1],
  flipY: [-1, 0, 1, 0, 1, 0],
  transpose: [0, 1, 0, 1, 0, 0],
  antiTranspose: [0, -1, 1, -1, 0, 1],
};

/** The map that lays one box of an asked picture on one of a known picture, turned so. */
export function boxToBox(asked: Box, known: Box, orientation: Orientation): Affine {
  const toUnit: Affine = [
    1 / asked.width,
    0,
    -asked.left / asked.width,
    0,
    1 / asked.height,
    -asked.top / asked.height,
  ];
  const fromUnit: Affine = [known.width, 0, known.left, 0, known.height, known.top];
  return following(following(toUnit, UNIT_MAPS[orientation]), fromUnit);
}

/** The one of the eight orientations that is nearest to a map. */
export function orientationOf([a, b, , d, e]: Affine): Orientation {
  const likeness = (orientation: Orientation) => {
    const [ua, ub, , ud, ue] = UNIT_MAPS[orientation];
    return a * ua + b * ub + d * ud + e * ue;
  };
  return ORIENTATIONS.toSorted((one, other) => likeness(other) - likeness(one))[0] ?? 'original';
}
