/** A place in a picture, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners of a convex polygon, each once, in one direction of turning. */
export type Polygon = readonly Point[];

export const rectangle = (width: number, height: number): Polygon => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** Twice the area of the triangle over an edge; positive where the point lies to the edge's left (y downwards: its right). */
const turn = (from: Point, to: Point, point: Point): number =>
  (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);

/** The smallest convex polygon that holds all points (Andrew's monotone chain, 1979). */
export function convexHull(points: readonly Point[]): Polygon {
  const sorted = points
    .toSorted((a, b) => a.x - b.x || a.y - b.y)
    .filter(({ x, y }, at, all) => x !== all[at - 1]?.x || y !== all[at - 1]?.y);
  if (sorted.length < 3) return sorted;
  const chain = (along: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of along) {
      for (;;) {
        const [before, last] = kept.slice(-2);
        if (!before || !last || turn(before, last, point) > 0) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

/** Its size in square pixels, whichever way its corners turn. */
export const areaOf = (polygon: Polygon): number => Math.abs(signedArea(polygon));

function signedArea(polygon: Polygon): number {
  let twice = 0;
  for (const [at, { x, y }] of polygon.entries()) {
    const next = polygon[(at + 1) % polygon.length] ?? { x, y };
    twice += x * next.y - next.x * y;
  }
  return twice / 2;
}

/** What two convex polygons share; empty where they share no area (Sutherland and Hodgman, 1974). */
export function intersection(one: Polygon, other: Polygon): Polygon {
  // A line or a point has no inside to be clipped to.
  if (areaOf(one) === 0 || areaOf(other) === 0) return [];
  const edges = signedArea(other) < 0 ? other.toReversed() : other;
  let left: Point[] = [...one];
  for (const [at, from] of edges.entries()) {
    const to = edges[(at + 1) % edges.length] ?? from;
    const corners = left;
    left = [];
    for (const [place, corner] of corners.entries()) {
      const next = corners[(place + 1) % corners.length] ?? corner;
      const here = turn(from, to, corner);
      const there = turn(from, to, next);
      if (here >= 0) left.push(corner);
      if (here * there < 0) {
        const part = here / (here - there);
        left.push({ x: corner.x + part * (next.x - corner.x), y: corner.y + part * (next.y - corner.y) });
      }
    }
  }
  return left.length < 3 ? [] : left;
}

/** Whether a point lies in a convex polygon or on its edge; on a line, where its corners are no more than that. */
export function contains(polygon: Polygon, point: Point): boolean {
  let side = 0;
  for (const [at, from] of polygon.entries()) {
    const to = polygon[(at + 1) % polygon.length] ?? from;
    const here = Math.sign(turn(from, to, point));
    if (here === 0) continue;
    if (side !== 0 && here !== side) return false;
    side = here;
  }
  return side !== 0 || liesBetween(polygon, point);
}

/** Of a point on the one line on which all corners lie: whether it lies between them. */
const liesBetween = (corners: Polygon, { x, y }: Point): boolean =>
  corners.some((corner) => corner.x <= x) &&
  corners.some((corner) => corner.x >= x) &&
  corners.some((corner) => corner.y <= y) &&
  corners.some((corner) => corner.y >= y);
