import * as z from 'zod';
import type { Capacity } from '../claims/capacity.js';
import { derivationIdSchema, workIdSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';
import { DERIVATION_WAYS, WAY_MEANINGS, type DerivationWay } from './derivation-ways.js';

const meanings = DERIVATION_WAYS.map((way) => `${way}: ${WAY_MEANINGS[way]}`).join('. ');

export const waySchema = z
  .enum(DERIVATION_WAYS)
  .describe(`How the work derives from its source. ${meanings}`);

export const derivationBodySchema = z.strictObject({
  work: workIdSchema.describe('The work that derives from the other, by its id'),
  source: workIdSchema.describe('The work from which it derives, by its id'),
  how: waySchema,
  note: plainText(2000).optional(),
});

export type DerivationBody = Readonly<z.infer<typeof derivationBodySchema>>;

export const derivationWithdrawalSchema = z.strictObject({
  derivation: derivationIdSchema,
  reason: plainText(2000).optional(),
});

/** A work derives from another, as somebody who speaks for the work declares. Recorded, not examined. */
export interface Derivation {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly work: string;
  readonly source: string;
  readonly how: DerivationWay;
  readonly note: string | null;
  /** Address of the key that signed it. */
  readonly declaredBy: string;
  /** In which capacity its signer spoke for the work then. */
  readonly capacity: Capacity;
  readonly declaredAt: Date;
  /** Null while it stands. */
  readonly withdrawnAt: Date | null;
  /** CID of the statement that withdrew it. */
  readonly withdrawal: string | null;
}

/** So many works are given at once that a work was found to be like, and so many that were found to be like it. */
export const MOST_LIKENESSES = 100;
