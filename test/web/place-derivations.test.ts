import { placeDerivations, type Step } from '../../src/web/work/place-derivations.js';

const steps = (...pairs: string[]): Step[] =>
  pairs.map((pair) => {
    const [source = '', work = ''] = pair.split('>');
    return { id: pair, source, work };
  });
const placesOf = (centre: string, ...pairs: string[]) =>
  Object.fromEntries(
    placeDerivations(centre, steps(...pairs)).places.map(({ work, column, row }) => [work, [column, row]]),
  );

describe('the places of derivations', () => {
  it('are columns from the sources to what derives, those with fewer works in the middle', () => {
    expect(placesOf('b', 'a>b', 'b>c', 'b>d')).toEqual({ a: [0, 0.5], b: [1, 0.5], c: [2, 0], d: [2, 1] });
  });

  it('put each work behind all from which it derives, by the longest way', () => {
    expect(placesOf('a', 'a>b', 'a>c', 'b>c')).toMatchObject({ a: [0, 0], b: [1, 0], c: [2, 0] });
    expect(placesOf('c', 'b>c', 'a>c', 'a>b')).toMatchObject({ a: [0, 0], b: [1, 0], c: [2, 0] });
  });

  it('put a work near those to which it is tied', () => {
    const places = placesOf('a', 'a>b', 'a>c', 'c>e', 'b>d');
    expect(places).toMatchObject({ b: [1, 0], c: [1, 1], d: [2, 0], e: [2, 1] });
  });

  it('come to an end where derivations go round, each work having one place', () => {
    const { places, columns } = placeDerivations('a', steps('a>b', 'b>c', 'c>a', 'c>b'));
    expect(places.map(({ work }) => work).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['a', 'b', 'c']);
    expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(3);
    expect(columns).toBeGreaterThanOrEqual(2);
  });
});
