import {
  areaOf,
  contains,
  convexHull,
  intersection,
  rectangle,
  type Point,
  type Polygon,
} from '../../src/lib/polygon.js';
import { aRandom } from '../fixtures/random.js';

const at = (x: number, y: number): Point => ({ x, y });
const LINE: Polygon = [at(10, 10), at(30, 10)];
const TRIANGLE: Polygon = [at(0, 0), at(40, 0), at(0, 30)];
/** Corners from the upper left on, whichever was the first and whichever way they turned. */
const sorted = (polygon: Polygon): Polygon => polygon.toSorted((a, b) => a.x - b.x || a.y - b.y);
const moved = (polygon: Polygon, x: number, y: number): Polygon => polygon.map((p) => at(p.x + x, p.y + y));

describe('a convex hull', () => {
  it('holds every point, by corners that are among them, each once', () => {
    const random = aRandom('hulls');
    for (let round = 0; round < 20; round += 1) {
      const points = Array.from({ length: 3 + random.below(40) }, () =>
        at(random.below(50), random.below(50)),
      );
      const hull = convexHull(points);
      expect(hull.every((corner) => points.includes(corner))).toBe(true);
      expect(new Set(hull.map(({ x, y }) => `${x} ${y}`)).size).toBe(hull.length);
      expect(points.every((point) => contains(hull, point))).toBe(true);
    }
  });

  it('leaves out points on its edges, and points that are there twice', () => {
    const square = rectangle(10, 10);
    const hull = convexHull([...square, ...square, at(5, 0), at(10, 5), at(5, 5)]);
    expect(sorted(hull)).toEqual(sorted(square));
  });

  it('of points on one line is its two ends, of one place that place, of none nothing', () => {
    expect(convexHull([at(3, 3), at(1, 1), at(2, 2), at(1, 1)])).toEqual([at(1, 1), at(3, 3)]);
    expect(convexHull([at(4, 2), at(4, 2)])).toEqual([at(4, 2)]);
    expect(convexHull([at(4, 2), at(4, 2), at(4, 2), at(4, 2)])).toEqual([at(4, 2)]);
    expect(convexHull([])).toEqual([]);
  });
});

describe('the area of a polygon', () => {
  it('is the same whichever way its corners turn', () => {
    expect(areaOf(rectangle(20, 30))).toBe(600);
    expect(areaOf(TRIANGLE)).toBe(600);
    expect(areaOf(TRIANGLE.toReversed())).toBe(600);
  });

  it('is none of a line, of a point and of nothing', () => {
    expect([LINE, [at(7, 7)], []].map(areaOf)).toEqual([0, 0, 0]);
  });
});

describe('the intersection of two polygons', () => {
  it.each<[string, Polygon, Polygon, number]>([
    ['that overlap', rectangle(20, 20), moved(rectangle(20, 20), 10, 15), 50],
    ['that are the same', rectangle(20, 20), rectangle(20, 20), 400],
    ['of which one holds the other', rectangle(100, 100), moved(TRIANGLE, 10, 10), 600],
    ['that cross', rectangle(30, 10), moved(rectangle(10, 30), 10, -10), 100],
    ['that lie apart', rectangle(10, 10), moved(rectangle(10, 10), 50, 0), 0],
    ['that touch along an edge', rectangle(10, 10), moved(rectangle(10, 10), 10, 0), 0],
    ['of which one is a line', rectangle(100, 100), LINE, 0],
    ['of which one is a point', rectangle(100, 100), [at(5, 5)], 0],
    ['of which one is one place many times', rectangle(100, 100), [at(5, 5), at(5, 5), at(5, 5)], 0],
    ['of which one is nothing', rectangle(100, 100), [], 0],
  ])('%s is the same either way round, and mirrored', (_, one, other, area) => {
    for (const [a, b] of [
      [one, other],
      [other, one],
      [one.toReversed(), other],
      [one, other.toReversed()],
    ] as const) {
      const shared = intersection(a, b);
      expect(areaOf(shared)).toBeCloseTo(area, 9);
      if (area === 0) expect(areaOf(shared)).toBe(0);
      for (const point of shared) expect(contains(one, point) && contains(other, point)).toBe(true);
    }
  });

  it('is empty with what has no area', () => {
    for (const nothing of [LINE, [at(5, 5)], []])
      expect([intersection(rectangle(9, 9), nothing), intersection(nothing, rectangle(9, 9))]).toEqual([
        [],
        [],
      ]);
  });

  it('is never larger than either', () => {
    const random = aRandom('intersections');
    const any = () => convexHull(Array.from({ length: 8 }, () => at(random.below(60), random.below(60))));
    for (let round = 0; round < 50; round += 1) {
      const [one, other] = [any(), any()];
      const shared = areaOf(intersection(one, other));
      expect(shared).toBeLessThanOrEqual(Math.min(areaOf(one), areaOf(other)) + 1e-9);
      expect(shared).toBeCloseTo(areaOf(intersection(other, one)), 9);
    }
  });
});

describe('whether a polygon contains a point', () => {
  it('is so within and on the edge, and not outside, whichever way its corners turn', () => {
    for (const polygon of [TRIANGLE, TRIANGLE.toReversed()])
      expect(
        [at(5, 5), at(0, 0), at(20, 0), at(20, 15), at(21, 15), at(-1, 0), at(50, 0)].map((p) =>
          contains(polygon, p),
        ),
      ).toEqual([true, true, true, true, false, false, false]);
  });

  it('is so of a line on it and not beyond its ends, of a point there alone, and of nothing nowhere', () => {
    expect([at(10, 10), at(20, 10), at(31, 10), at(9, 10), at(20, 11)].map((p) => contains(LINE, p))).toEqual(
      [true, true, false, false, false],
    );
    expect([at(7, 7), at(7, 8), at(0, 0)].map((p) => contains([at(7, 7)], p))).toEqual([true, false, false]);
    expect(contains([], at(0, 0))).toBe(false);
  });
});
