import {
  add,
  fraction,
  fractionText,
  isEqual,
  isMore,
  ONE,
  parseFraction,
  subtract,
  sum,
  ZERO,
} from '../../src/lib/fraction.js';
import { aRandom } from '../fixtures/random.js';

describe('a fraction', () => {
  it('is kept in lowest terms, with its sign above', () => {
    expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(fraction(0n, -7n)).toEqual(ZERO);
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });

  it('is read from text, and written as short as can be', () => {
    expect(['1', '2/4', '0/9', '10/5'].map((text) => fractionText(parseFraction(text)))).toEqual([
      '1',
      '1/2',
      '0',
      '2',
    ]);
  });

  it.each(['', '1/0', '-1/2', '1.5', '1/', '/2', ' 1', '1/2/3', '٣', '9'.repeat(41)])(
    'is not read from "%s"',
    (text) => {
      expect(() => parseFraction(text)).toThrow(SyntaxError);
    },
  );

  it('sums thirds and sevenths to exactly one', () => {
    const parts = [...Array.from({ length: 3 }, () => '1/7'), '4/21', '8/21'].map(parseFraction);
    expect(sum(parts)).toEqual(ONE);
    expect(isEqual(sum(Array.from({ length: 3 }, () => parseFraction('1/3'))), ONE)).toBe(true);
    expect(isMore(ONE, parseFraction('999999999999999999/1000000000000000000'))).toBe(true);
  });

  it('gives back what was added, for 500 random pairs', () => {
    const random = aRandom('fractions');
    const any = () => fraction(BigInt(random.below(1e12)), BigInt(random.below(1e12) + 1));
    for (let round = 0; round < 500; round += 1) {
      const [a, b] = [any(), any()];
      expect(subtract(add(a, b), b)).toEqual(a);
      expect(isMore(add(a, b), a)).toBe(b.numerator > 0n);
    }
  });
});
