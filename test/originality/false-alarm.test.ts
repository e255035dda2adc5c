import {
  denseFalsePairRate,
  featuresFalsePairRate,
  LEAST_RATE,
  pdqFalsePairRate,
} from '../../src/originality/false-alarm.js';

const falls = (rates: readonly number[]): boolean =>
  rates.every((rate, at) => at === 0 || rate <= (rates[at - 1] ?? 0));
const upTo = (most: number, step = 1): number[] =>
  Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
const areRates = (rates: readonly number[]): boolean =>
  rates.every((rate) => Number.isFinite(rate) && rate >= LEAST_RATE && rate <= 1);

const AGREEMENT = { pairs: 300, chance: 0.001, trials: 200 };

describe('how often chance alone gives', () => {
  it('a PDQ distance falls as the distance does, and rises with the hashes compared', () => {
    const rates = upTo(256).map((distance) => pdqFalsePairRate(256 - distance, 16));
    expect(areRates(rates)).toBe(true);
    expect(falls(rates)).toBe(true);
    expect(pdqFalsePairRate(31, 32)).toBeGreaterThanOrEqual(pdqFalsePairRate(31, 1));
    expect(pdqFalsePairRate(31, 32)).toBeLessThan(1e-6);
    expect(pdqFalsePairRate(128, 32)).toBe(1);
  });

  it('agreeing features falls as more of them agree', () => {
    const rates = upTo(300).map((inliers) => featuresFalsePairRate({ ...AGREEMENT, inliers }));
    expect(areRates(rates)).toBe(true);
    expect(falls(rates)).toBe(true);
    expect(rates.at(-1)).toBe(LEAST_RATE);
  });

  it('agreeing features is everything where none agrees, or no more than the map itself needs', () => {
    for (const inliers of [0, 1, 2, 3]) expect(featuresFalsePairRate({ ...AGREEMENT, inliers })).toBe(1);
    expect(featuresFalsePairRate({ pairs: 0, inliers: 0, chance: 0.001, trials: 0 })).toBe(1);
    expect(featuresFalsePairRate({ pairs: 3, inliers: 3, chance: 0.001, trials: 3 })).toBe(1);
  });

  it('agreeing features rises with the pairs, with the chance of each, and with what was tried', () => {
    const inliers = 9;
    const rate = featuresFalsePairRate({ ...AGREEMENT, inliers });
    expect(featuresFalsePairRate({ ...AGREEMENT, inliers, pairs: 600 })).toBeGreaterThan(rate);
    expect(featuresFalsePairRate({ ...AGREEMENT, inliers, chance: 0.002 })).toBeGreaterThan(rate);
    expect(featuresFalsePairRate({ ...AGREEMENT, inliers, trials: 400 })).toBeGreaterThan(rate);
    expect(featuresFalsePairRate({ ...AGREEMENT, inliers, chance: 1 })).toBe(1);
  });

  it('agreeing features is what counting gives', () => {
    // Two pairs of ten beyond the three that are fitted: 1 - (1-p)^7 - 7p(1-p)^6, times the trials.
    const [p, trials] = [0.01, 5];
    const exact = trials * (1 - (1 - p) ** 7 - 7 * p * (1 - p) ** 6);
    const told = featuresFalsePairRate({ pairs: 10, inliers: 5, chance: p, trials });
    expect(told).toBeGreaterThanOrEqual(exact);
    expect(told).toBeLessThan(1.1 * exact);
  });

  it('a correlation falls as it grows and as more windows say so, and never below a thousandth', () => {
    const byScore = upTo(1, 0.05).map((score) => denseFalsePairRate(score, 50));
    const byWindows = upTo(400).map((windows) => denseFalsePairRate(0.5, windows));
    expect(falls(byScore) && falls(byWindows)).toBe(true);
    expect(Math.min(...byScore, ...byWindows)).toBe(1e-3);
    expect(Math.max(denseFalsePairRate(-1, 400), ...byScore)).toBeLessThanOrEqual(1);
  });
});
