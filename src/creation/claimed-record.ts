import * as z from 'zod';
import { addressSchema, claimIdSchema, workIdSchema } from '../lib/ids.js';
import { generationRecordSchema } from './generation-record.js';
import { humanActSchema } from './human-act.js';

/** Label of the assertion within content credentials. */
export const CLAIMED_RECORD = 'org.raisonne.record';

/**
 * What goes out with a work's picture of how it was made: the data of the assertion `org.raisonne.record`. It is what the claim states, with
 * commitments where that holds something back; whoever signs the credentials vouches that it is so recorded.
 */
export const claimedRecordSchema = z.object({
  work: workIdSchema,
  claim: claimIdSchema,
  url: z.string().max(2000).describe('Where the work is looked up'),
  signatories: z
    .array(z.object({ key: addressSchema, signedAt: z.string().max(40) }))
    .max(50)
    .describe('Keys that signed the claim and uphold it, and when that was recorded'),
  generations: z.array(generationRecordSchema).max(50),
  acts: z.array(humanActSchema).max(500),
});

export type ClaimedRecord = z.infer<typeof claimedRecordSchema>;

/** The record in an assertion; null for what is none. */
export function readClaimedRecord(data: unknown): ClaimedRecord | null {
  const read = claimedRecordSchema.safeParse(data);
  return read.success ? read.data : null;
}
