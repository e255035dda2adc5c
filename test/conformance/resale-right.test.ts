import { computeResaleRight } from '../../src/rights/resale-right.js';
import { describeVectors, readVector } from './vectors.js';

interface GoldenSale {
  readonly net_price: number;
  readonly currency: string;
  readonly royalty: number;
}

describeVectors('legal/arr-golden.json', () => {
  const golden = JSON.parse(readVector('legal/arr-golden.json').toString('utf8')) as Readonly<
    Record<'uk_from_2024_04_01' | 'eu_default_threshold_3000', readonly GoldenSale[]>
  >;
  const sales = [
    ...golden.uk_from_2024_04_01.map((sale) => ['GB', sale] as const),
    ...golden.eu_default_threshold_3000.map((sale) => ['EU', sale] as const),
  ];

  it.each(sales)('%s: %j', (country, { net_price: price, currency, royalty }) => {
    const statement = computeResaleRight({ country, price: price.toFixed(2), currency, date: '2024-04-01' });
    expect(statement.royalty).toBe(royalty.toFixed(2));
  });
});
