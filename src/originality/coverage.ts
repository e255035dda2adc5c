import { contains, type Polygon } from '../lib/polygon.js';

/** Points a side at which it is looked. */
const GRID = 400;

/** The share of a picture that lies in at least one of the polygons, 0 to 1, to within a third of a hundredth. */
export function coverageOf(
  { width, height }: { readonly width: number; readonly height: number },
  polygons: readonly Polygon[],
): number {
  let covered = 0;
  for (let row = 0; row < GRID; row += 1)
    for (let column = 0; column < GRID; column += 1) {
      const point = { x: ((column + 0.5) / GRID) * width, y: ((row + 0.5) / GRID) * height };
      if (polygons.some((polygon) => contains(polygon, point))) covered += 1;
    }
  return covered / GRID ** 2;
}
