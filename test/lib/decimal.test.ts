import { amountText, parseAmount } from '../../src/lib/decimal.js';

describe('amounts', () => {
  it.each([
    ['0', 0n, '0.00'],
    ['0.05', 5n, '0.05'],
    ['3000', 300_000n, '3000.00'],
    ['3000.5', 300_050n, '3000.50'],
    ['007.10', 710n, '7.10'],
    ['999999999999999999.99', 99_999_999_999_999_999_999n, '999999999999999999.99'],
  ])('%s is read exactly', (text, cents, written) => {
    expect([parseAmount(text), amountText(cents)]).toEqual([cents, written]);
  });

  it.each(['', '-1', '+1', '1e3', '1,000', '1.000', '.5', '1.', ' 1', '1 ', '0x10', '١', 'NaN', '1'.repeat(19)])(
    '%j is none',
    (text) => {
      expect(parseAmount(text)).toBeNull();
    },
  ); // prettier-ignore

  it('have as many decimals as are asked for', () => {
    expect([amountText(5n, 0), amountText(5n, 6), parseAmount('1', 0), parseAmount('1.0', 0)]).toEqual(['5', '0.000005', 1n, null]); // prettier-ignore
  });
});
