import { hexOf, oklabDistance, oklabOf, oklabOfHex } from '../../src/lib/oklab.js';

// Values of CSS Color 4, as browsers give them.
it.each([
  ['#ffffff', 1, 0, 0],
  ['#000000', 0, 0, 0],
  ['#ff0000', 0.62796, 0.22486, 0.12585],
  ['#00ff00', 0.86644, -0.23389, 0.1795],
  ['#0000ff', 0.45201, -0.03246, -0.31153],
])('%s in OKLab is %d %d %d, and comes back', (hex, l, a, b) => {
  const found = oklabOfHex(hex);
  expect(oklabDistance(found, { l, a, b })).toBeLessThan(1e-4);
  expect(hexOf(found)).toBe(hex);
});

it('every grey comes back', () => {
  for (let value = 0; value < 256; value += 1)
    expect(hexOf(oklabOf(value, value, value))).toBe(`#${value.toString(16).padStart(2, '0').repeat(3)}`);
});
