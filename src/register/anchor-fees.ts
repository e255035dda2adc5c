import type { GasTerms } from '../ports.js';
import type { AnchorAttempt } from './anchor.js';

/** What anchoring may cost, and how patient it is. */
export interface AnchoringLimits {
  /** The least time between two anchors: each costs gas. */
  readonly anchorEveryMs: number;
  /** How long a transaction waits for its block before its fees are raised. */
  readonly anchorBumpAfterMs: number;
  /** The most that is offered for a unit of gas, in wei. */
  readonly anchorMaxFeeWei: bigint;
  /** The most that 24 hours of anchors may cost, the worst case of what is under way included; null: no limit. */
  readonly anchorDailyWei: bigint | null;
}

export interface PresentFees {
  readonly baseFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** Terms within the limits, or why there are none for now. */
export type Offer = { readonly terms: GasTerms } | { readonly waiting: string };

/** What a new transaction offers: room for the base fee to double, as far as the limit lets it. */
export function firstOffer(gasLimit: bigint, fees: PresentFees, limits: AnchoringLimits): Offer {
  const { baseFeePerGas, maxPriorityFeePerGas } = fees;
  const least = baseFeePerGas + maxPriorityFeePerGas;
  if (least > limits.anchorMaxFeeWei) return { waiting: tooDear(least, limits) };
  const maxFeePerGas = min(least + baseFeePerGas, limits.anchorMaxFeeWei);
  return { terms: { gasLimit, maxFeePerGas, maxPriorityFeePerGas } };
}

/**
 * What a replacement offers: both fees an eighth higher, because pools take none that raises one alone or by less than
 * they ask (geth a tenth, others an eighth), and no less than the network asks now.
 */
export function raisedOffer(last: AnchorAttempt, fees: PresentFees, limits: AnchoringLimits): Offer {
  const maxPriorityFeePerGas = max(raised(last.maxPriorityFeePerGas), fees.maxPriorityFeePerGas);
  const least = max(raised(last.maxFeePerGas), fees.baseFeePerGas + maxPriorityFeePerGas);
  if (least > limits.anchorMaxFeeWei) return { waiting: tooDear(least, limits) };
  const maxFeePerGas = max(
    least,
    min(2n * fees.baseFeePerGas + maxPriorityFeePerGas, limits.anchorMaxFeeWei),
  );
  return { terms: { gasLimit: last.gasLimit, maxFeePerGas, maxPriorityFeePerGas } };
}

/** The offer, if the worst that it can cost fits under the day's limit beside what was spent. */
export function withinDay(offer: Offer, spentWei: bigint, { anchorDailyWei }: AnchoringLimits): Offer {
  if ('waiting' in offer || anchorDailyWei === null) return offer;
  const worst = worstCost(offer.terms);
  if (spentWei + worst <= anchorDailyWei) return offer;
  return {
    waiting: `The last 24 hours cost ${spentWei} wei, the next transaction may cost ${worst} wei, and the limit is ${anchorDailyWei} wei (ANCHOR_DAILY_SPEND_WEI). Wait, or raise the limit.`,
  };
}

export const worstCost = ({ gasLimit, maxFeePerGas }: GasTerms): bigint => gasLimit * maxFeePerGas;

const tooDear = (least: bigint, { anchorMaxFeeWei }: AnchoringLimits): string =>
  `A unit of gas must be offered ${least} wei now, and the limit is ${anchorMaxFeeWei} wei (ANCHOR_MAX_FEE_GWEI). Wait, or raise the limit.`;

/** 12.5 % more, rounded up, and never the same. */
const raised = (fee: bigint): bigint => max((fee * 9n + 7n) / 8n, fee + 1n);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
