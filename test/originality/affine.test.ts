import {
  determinantOf,
  following,
  inverse,
  mapPoint,
  scaling,
  shift,
  type Affine,
} from '../../src/originality/affine.js';

const POINTS = [
  { x: 0, y: 0 },
  { x: 3, y: -2 },
  { x: 640, y: 480 },
];
const TURNED: Affine = [0.8, -0.6, 40, 0.6, 0.8, -7];
const MIRRORED: Affine = [-1, 0, 640, 0.2, 1.5, 3];

describe('an affine map', () => {
  it('followed by another does what the two do one after the other', () => {
    for (const point of POINTS) {
      const both = mapPoint(following(TURNED, MIRRORED), point);
      const steps = mapPoint(MIRRORED, mapPoint(TURNED, point));
      expect(both.x).toBeCloseTo(steps.x, 9);
      expect(both.y).toBeCloseTo(steps.y, 9);
    }
  });

  it.each<[string, Affine]>([
    ['turns', TURNED],
    ['mirrors', MIRRORED],
    ['shrinks', scaling(0.01, 0.02)],
    ['moves', shift(-5, 9)],
  ])('that %s has a way back', (_, matrix) => {
    const back = inverse(matrix);
    for (const point of POINTS) {
      const again = back && mapPoint(back, mapPoint(matrix, point));
      expect(again?.x).toBeCloseTo(point.x, 6);
      expect(again?.y).toBeCloseTo(point.y, 6);
    }
  });

  it('that puts everything onto a line or a point has no way back', () => {
    expect([inverse([1, 2, 0, 2, 4, 0]), inverse([0, 0, 5, 0, 0, 5])]).toEqual([null, null]);
  });

  it('has a determinant that says how it enlarges, and whether it mirrors', () => {
    expect(determinantOf(TURNED)).toBeCloseTo(1, 9);
    expect(determinantOf(MIRRORED)).toBeCloseTo(-1.5, 9);
    expect(determinantOf(scaling(2, 3))).toBe(6);
  });
});
