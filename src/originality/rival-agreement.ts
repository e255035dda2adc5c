import { mapPoint, type Affine } from './affine.js';
import { FINAL_TOLERANCE, placeOf, type Pairing } from './alignment.js';

/** Nearer than this to where the map puts them, in parts of the known picture's longer side, pairs are the map's own. */
const LEAST_APART = 0.04;

/**
 * On how many pairs the asked picture would lie, had it been moved from where a map puts it to where most other pairs want
 * it. In a picture that repeats itself that is about as many as agree with the map; elsewhere it is chance, two or three.
 */
export function rivalAgreement({ asked, known, pairs }: Pairing, matrix: Affine): number {
  const side = Math.max(known.width, known.height);
  const moves = pairs
    .map((pair) => {
      const [from, to] = [mapPoint(matrix, placeOf(asked, pair.asked)), placeOf(known, pair.known)];
      return { x: to.x - from.x, y: to.y - from.y };
    })
    .filter(({ x, y }) => Math.hypot(x, y) > LEAST_APART * side);
  const counts = moves.map(
    (one) => moves.filter(({ x, y }) => Math.hypot(x - one.x, y - one.y) <= FINAL_TOLERANCE * side).length,
  );
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
