import { run, runJson } from './terminal.js';

const SALE = ['--country', 'GB', '--price', '3000.00', '--date', '2026-05-01'];

describe('resale-right', () => {
  it('prints the statement', async () => {
    expect(await runJson(['resale-right', ...SALE])).toMatchObject({
      country: 'GB',
      price: '3000.00',
      royalty: '120.00',
    });
  });

  it('says it to people, with its authority and what is not known', async () => {
    const { code, out } = await run(['resale-right', ...SALE]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Resale royalty on GBP 3000\.00, .+: GBP 120\.00\n {2}above 0\.00 up to 50000\.00: 4\.00 % of 3000\.00 is 120\.000000/); // prettier-ignore
    expect(out).toMatch(/Authority: .+\nNot known here:\n/);
  });

  it('says to people that the price is below the threshold', async () => {
    const { out } = await run(['resale-right', '--country', 'GB', '--price', '1', '--date', '2026-05-01']);
    expect(out).toMatch(/GBP 0\.00\n {2}The price is below 1000\.00/);
  });

  it('refuses a country of which nothing is known', async () => {
    const { code, out } = await run(['resale-right', '--country', 'US', ...SALE.slice(2), '--json']);
    expect([code, JSON.parse(out)]).toEqual([1, { error: expect.objectContaining({ code: 'UNKNOWN_COUNTRY' }) }]); // prettier-ignore
  });

  it.each([[SALE.slice(2)], [SALE.slice(0, 4)], [[...SALE.slice(0, 4), '--date', '2026-13-01']], [['x', ...SALE]]])(
    'takes %j for wrong usage',
    async (line) => {
      expect((await run(['resale-right', ...line])).code).toBe(2);
    },
  ); // prettier-ignore
});
