import * as z from 'zod';
import type { Capacity } from '../claims/capacity.js';
import { derivationIdSchema, workIdSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';

/** How a work may derive from its source. */
export const DERIVATION_WAYS = [
  'reproduction',
  'detail',
  'version',
  'adaptation',
  'quotation',
  'from-study',
  'after',
] as const;

export type DerivationWay = (typeof DERIVATION_WAYS)[number];

/** What each means, of the work and its source. */
export const WAY_MEANINGS: Readonly<Record<DerivationWay, string>> = {
  reproduction:
    'The whole source, reproduced faithfully: a print, a photograph, a scan, a file in another format',
  detail: 'A part of the source by itself',
  version: "The same composition again by the source's own maker: a replica, a variant, another state",
  adaptation: 'The source changed or recast: reworked, in another medium, or generated from it',
  quotation: 'The source, or a part of it, stands within the work: a collage, a picture in the picture',
  'from-study': 'The source is a preparatory study, from which the work was worked out',
  after: "Made after the source by another hand, in the trade's sense of the word",
};

/** Completes "I declare that WORK … SOURCE". */
export const WAYS_IN_WORDS: Readonly<Record<DerivationWay, string>> = {
  reproduction: 'is a reproduction of',
  detail: 'is a detail of',
  version: 'is a version of',
  adaptation: 'is an adaptation of',
  quotation: 'quotes',
  'from-study': 'was worked out from the study',
  after: 'was made after',
};

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
