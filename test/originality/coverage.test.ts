import { rectangle, type Polygon } from '../../src/lib/polygon.js';
import { coverageOf } from '../../src/originality/coverage.js';

const PICTURE = { width: 640, height: 480 };
const within = (left: number, top: number, width: number, height: number): Polygon =>
  rectangle(width, height).map(({ x, y }) => ({ x: x + left, y: y + top }));

describe('the share of a picture that polygons cover', () => {
  it.each<[string, readonly Polygon[], number]>([
    ['nothing without polygons', [], 0],
    [
      'nothing by what has no area',
      [
        [],
        [{ x: 320, y: 240 }],
        [
          { x: 0, y: 240 },
          { x: 640, y: 240 },
        ],
      ],
      0,
    ],
    ['all by the whole picture', [rectangle(640, 480)], 1],
    ['half by its left half', [within(0, 0, 320, 480)], 0.5],
    ['a part once that two cover', [within(0, 0, 320, 480), within(160, 0, 160, 480)], 0.5],
    ['the sum of what lies apart', [within(0, 0, 160, 480), within(480, 0, 160, 480)], 0.5],
    ['no more than all by what reaches beyond', [within(-100, -100, 2000, 2000)], 1],
    ['half by a triangle', [rectangle(640, 480).slice(0, 3)], 0.5],
  ])('is %s', (_, polygons, wanted) => {
    expect(Math.abs(coverageOf(PICTURE, polygons) - wanted)).toBeLessThanOrEqual(0.01);
  });

  it('is told of a picture of one pixel too', () => {
    expect(coverageOf({ width: 1, height: 1 }, [rectangle(1, 1)])).toBe(1);
  });
});
