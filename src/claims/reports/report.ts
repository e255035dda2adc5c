import * as z from 'zod';
import { plainText } from '../../lib/plain-text.js';
import { DISPUTE_GROUNDS } from '../disputes/dispute.js';

export const reportSchema = z.strictObject({
  subject: z
    .string()
    .regex(/^(?:work|claim|file):b[a-z2-7]{10,99}$/, 'is not the id of a work, a claim or a file')
    .describe('What it is about'),
  ground: z.enum(DISPUTE_GROUNDS),
  account: plainText(5000),
  contact: plainText(300).optional().describe('How the operator may answer; nobody else sees it'),
});

export type ReportBody = Readonly<z.infer<typeof reportSchema>>;

/** Somebody tells the operator that something is wrong: unsigned, in no register, and seen by operators alone. */
export interface Report {
  readonly number: bigint;
  readonly subject: string;
  readonly ground: ReportBody['ground'];
  readonly account: string;
  readonly contact: string | null;
  readonly at: Date;
}
