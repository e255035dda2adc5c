import { computeResaleRight, type Resale } from '../../src/rights/resale-right.js';

const aSale = (change: Partial<Resale> = {}): Resale => ({ country: 'GB', price: '3000.00', date: '2026-05-01', ...change }); // prettier-ignore
const royalty = (price: string, country = 'GB') => computeResaleRight(aSale({ price, country })).royalty;

describe('the resale royalty', () => {
  it('says band by band how it comes about', () => {
    expect(computeResaleRight(aSale({ price: '600000' }))).toMatchObject({
      country: 'GB',
      currency: 'GBP',
      price: '600000.00',
      threshold: '1000.00',
      isThresholdReached: true,
      bands: [
        { above: '0.00', upTo: '50000.00', ratePercent: '4.00', part: '50000.00', amount: '2000.000000' },
        { above: '50000.00', upTo: '200000.00', ratePercent: '3.00', part: '150000.00', amount: '4500.000000' },
        { above: '200000.00', upTo: '350000.00', ratePercent: '1.00', part: '150000.00', amount: '1500.000000' },
        { above: '350000.00', upTo: '500000.00', ratePercent: '0.50', part: '150000.00', amount: '750.000000' },
        { above: '500000.00', upTo: null, ratePercent: '0.25', part: '100000.00', amount: '250.000000' },
      ],
      sum: '9000.000000',
      cap: '12500.00',
      isCapped: false,
      royalty: '9000.00',
      citations: [expect.stringContaining('SI 2006/346'), expect.stringContaining('SI 2023/1285')],
      notKnown: expect.arrayContaining([expect.stringContaining('nationality')]),
      notice: expect.stringContaining('does not advise'),
    }); // prettier-ignore
  });

  it.each([
    ['999.99', '0.00'],
    ['1000.00', '40.00'],
    ['1000.12', '40.00'],
    ['1000.13', '40.01'],
    ['49999.99', '2000.00'],
    ['50000.00', '2000.00'],
    ['50000.01', '2000.00'],
    ['50000.17', '2000.01'],
    ['199999.99', '6500.00'],
    ['200000.00', '6500.00'],
    ['200000.50', '6500.01'],
    ['349999.99', '8000.00'],
    ['350000.00', '8000.00'],
    ['350001.00', '8000.01'],
    ['499999.00', '8750.00'],
    ['500000.00', '8750.00'],
    ['500002.00', '8750.01'],
    ['1999999.00', '12500.00'],
    ['1999997.00', '12499.99'],
    ['2000000.00', '12500.00'],
    ['2000000.01', '12500.00'],
    ['999999999999999999.99', '12500.00'],
  ])('on %s is %s, at every edge of a band', (price, expected) => {
    expect(royalty(price)).toBe(expected);
  });

  it('is capped above the cap alone', () => {
    const isCapped = (price: string) => computeResaleRight(aSale({ price })).isCapped;
    expect([isCapped('2000000.00'), isCapped('2000000.01')]).toEqual([false, true]);
  });

  it.each([
    ['DE', '399.99', '0.00'],
    ['DE', '400', '16.00'],
    ['FR', '749.99', '0.00'],
    ['FR', '750', '30.00'],
    ['EU', '2999.99', '0.00'],
    ['EU', '3000', '120.00'],
  ])('starts in %s at its threshold: on %s it is %s', (country, price, expected) => {
    expect(royalty(price, country)).toBe(expected);
  });

  it('shows no band below the threshold', () => {
    expect(computeResaleRight(aSale({ price: '999.99' }))).toMatchObject({ isThresholdReached: false, bands: [], sum: '0.000000' }); // prettier-ignore
  });

  it('reckons in Britain in euro until 31 March 2024, and in pounds from the next day on', () => {
    const currency = (date: string) => computeResaleRight(aSale({ date })).currency;
    expect([currency('2024-03-31'), currency('2024-04-01')]).toEqual(['EUR', 'GBP']);
  });

  it('says of the directive that its threshold is the most that a country may have', () => {
    expect(computeResaleRight(aSale({ country: 'EU' })).notes.join(' ')).toMatch(/most that a member state's threshold may be/); // prettier-ignore
  });

  it.each<[Partial<Resale>, string]>([
    [{ country: 'US' }, 'UNKNOWN_COUNTRY'],
    [{ country: 'gb' }, 'UNKNOWN_COUNTRY'],
    [{ date: '2006-02-13' }, 'NOT_IN_FORCE'],
    [{ country: 'FR', date: '2007-05-31' }, 'NOT_IN_FORCE'],
    [{ country: 'DE', date: '2006-11-15' }, 'NOT_IN_FORCE'],
    [{ price: '-1' }, 'BAD_PRICE'],
    [{ price: '3000.001' }, 'BAD_PRICE'],
    [{ price: '3,000.00' }, 'BAD_PRICE'],
    [{ price: '1e9' }, 'BAD_PRICE'],
    [{ currency: 'EUR' }, 'WRONG_CURRENCY'],
  ])('of %j is refused: %s', (change, code) => {
    expect(() => computeResaleRight(aSale(change))).toThrow(expect.objectContaining({ code }));
  });
});
