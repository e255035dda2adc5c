import { isSame } from '../../src/lib/is-same.js';

describe('isSame', () => {
  it.each([
    [1, 1],
    [null, null],
    [
      { a: 1, b: [1, { c: null }] },
      { b: [1, { c: null }], a: 1 },
    ],
    [[], []],
  ])('%j is the same as %j', (a, b) => {
    expect(isSame(a, b)).toBe(true);
  });

  it.each([
    [1, '1'],
    [null, {}],
    [[], {}],
    [[1], [1, 2]],
    [{ a: undefined }, {}],
    [{ a: undefined }, { b: undefined }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [['a'], { 0: 'a' }],
  ])('%j is not the same as %j', (a, b) => {
    expect(isSame(a, b)).toBe(false);
  });
});
