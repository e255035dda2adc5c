import * as z from 'zod';
import { fractionText, isEqual, ONE, parseFraction, sum } from '../lib/fraction.js';
import { addressSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';

export const shareSchema = z
  .string()
  .regex(/^(1|[1-9]\d{0,17}\/[1-9]\d{0,17})$/, 'is not a share such as 1 or 1/3')
  .describe('Exact share as a fraction: 1 or 1/3');

export const sharesSchema = z
  .array(z.strictObject({ owner: addressSchema, share: shareSchema }))
  .min(1)
  .max(50)
  .refine(
    (shares) => new Set(shares.map(({ owner }) => owner)).size === shares.length,
    'names an owner twice',
  );

export type Share = Readonly<z.infer<typeof sharesSchema>[number]>;

/** Refuses shares of a whole that do not sum to exactly 1. */
export function checkWholeShares(shares: readonly Share[]): void {
  const total = sum(shares.map(({ share }) => parseFraction(share)));
  if (!isEqual(total, ONE)) {
    throw new Refusal(
      'SHARES_NOT_ONE',
      `The shares sum to ${fractionText(total)}; they must sum to exactly 1.`,
      { sum: fractionText(total) },
    );
  }
}
