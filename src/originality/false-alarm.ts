/**
 * How often chance alone would give what was seen. Each is about one pair of pictures that have nothing in common;
 * times the works of a register it is how many false matches one question is to be expected to raise there.
 */

/** Of two unrelated pictures' PDQ hashes: mean and deviation of their distance. Binomial would be 8; pictures are less random than coins. */
const PDQ_MEAN = 128;
const PDQ_DEVIATION = 11;
/** Smaller rates are not told: below this nothing that was measured speaks for the model. */
export const LEAST_RATE = 1e-12;

/** That the nearest of several pairs of hashes is as near as this: the normal distribution's tail, for each. */
export function pdqFalsePairRate(distance: number, hashPairs: number): number {
  const deviations = (PDQ_MEAN - distance) / PDQ_DEVIATION;
  return bounded(hashPairs * upperTail(deviations));
}

/** Mill's bound on the tail of a normal distribution, from one deviation on; a half before. */
const upperTail = (deviations: number): number =>
  deviations <= 1 ? 0.5 : Math.exp(-(deviations ** 2) / 2) / (deviations * Math.sqrt(2 * Math.PI));

interface Agreement {
  /** Pairs of features that look alike. */
  readonly pairs: number;
  /** How many of them agree on one map. */
  readonly inliers: number;
  /** Probability that a pair at random agrees with a given map. */
  readonly chance: number;
  /** Maps that were tried. */
  readonly trials: number;
}

/**
 * That among maps tried at random one is agreed on by so many pairs of features: the number of trials times the binomial
 * tail (a contrario, Moisan and Stival, "A probabilistic criterion to detect rigid point matches", 2004). The three pairs
 * that an affine map needs agree with it by themselves.
 */
export function featuresFalsePairRate({ pairs, inliers, chance, trials }: Agreement): number {
  const free = pairs - FITTED;
  const agreeing = inliers - FITTED;
  if (agreeing <= 0) return 1;
  let term = 1;
  for (let at = 0; at < agreeing; at += 1) term *= ((free - at) / (agreeing - at)) * chance;
  // Once its terms fall, the tail is at most a geometric series.
  const fall = ((free - agreeing) / (agreeing + 1)) * chance;
  return fall >= 1 ? 1 : bounded((trials * term) / (1 - fall));
}

const FITTED = 3;

/** Of unrelated pictures on one another: the deviation of the correlation within one window around 0. */
const DENSE_DEVIATION = 0.2;
/** Windows overlap: so many of them say what one says. */
const WINDOWS_A_SAMPLE = 9;
/** The check is not asked alone, but where features agree already, which is no place at random. */
const LEAST_DENSE_RATE = 1e-3;

/** That two pictures' fine structure agrees so far, where a map that is wrong lays one on the other. */
export const denseFalsePairRate = (score: number, windows: number): number =>
  Math.max(
    LEAST_DENSE_RATE,
    upperTail((score / DENSE_DEVIATION) * Math.sqrt(Math.max(1, windows / WINDOWS_A_SAMPLE))),
  );

const bounded = (rate: number): number => Math.min(1, Math.max(LEAST_RATE, rate));
