import * as z from 'zod';
import { DISPUTE_GROUNDS, DISPUTE_STATES, OUTCOMES } from '../../claims/disputes/dispute.js';
import { addressSchema, claimIdSchema, disputeIdSchema } from '../../lib/ids.js';
import { daySchema } from '../../originality/derivation-permission.js';
import { instantSchema } from '../../register/statement.js';
import { fileReferenceSchema } from '../../works/file.js';

const text = z.string();
const place = z.int().min(0).describe("Place of the statement in the register's log, from 0");

const entrySchema = z.strictObject({
  index: place,
  statement: text.describe('CID of the statement'),
  side: z.enum(['challenger', 'claimant']).describe('For which side it speaks'),
  statedBy: addressSchema,
  statedAt: instantSchema,
  account: text.nullable(),
  evidence: z.array(fileReferenceSchema),
  outcome: z
    .strictObject({
      outcome: z.enum(OUTCOMES).describe('Of the dispute: upheld is for who raised it'),
      decidedBy: text.describe('A court with its case number, an arbitrator, or the parties'),
      decidedOn: daySchema,
    })
    .nullable()
    .describe('null: it answers, and tells no outcome'),
});

/** A dispute of a claim, with what was said in it. */
export const recordedDisputeSchema = z.strictObject({
  id: disputeIdSchema,
  index: place,
  claim: claimIdSchema,
  ground: z.enum(DISPUTE_GROUNDS),
  account: text,
  evidence: z.array(fileReferenceSchema),
  raisedBy: addressSchema,
  raisedAt: instantSchema,
  answerBy: daySchema.describe('By when an answer is asked for. Silence decides nothing'),
  entries: z.array(entrySchema).describe('In the order of the register'),
  withdrawnAt: instantSchema.nullable(),
  withdrawal: text.nullable().describe('CID of the statement that withdrew it'),
  state: z
    .enum(DISPUTE_STATES)
    .describe(
      'decided: both sides tell the same outcome, or a side tells what is against it. outcome-stated: one side tells what is good for it',
    ),
  outcome: z.enum(OUTCOMES).nullable(),
  isContesting: z.boolean().describe('Whether the claim is contested by it'),
});

export type RecordedDispute = z.infer<typeof recordedDisputeSchema>;
export type RecordedDisputeEntry = z.infer<typeof entrySchema>;
