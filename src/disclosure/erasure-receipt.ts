import * as z from 'zod';
import { addressSchema } from '../lib/ids.js';
import { signedDocument } from '../lib/signed-document.js';
import { instantSchema } from '../register/statement.js';
import { aboutSchema, commitmentSchema } from './opening.js';

/** What was erased, what stays, and why: a receipt as it is given. */
export const erasureReceiptSchema = z.strictObject({
  format: z.literal('raisonne-erasure/1'),
  origin: z.string().describe('Origin of the log'),
  about: aboutSchema,
  askedBy: addressSchema.describe('Who had it erased'),
  reason: z.string().nullable(),
  erased: z
    .array(
      z.strictObject({
        commitment: commitmentSchema,
        wasKept: z
          .boolean()
          .describe('Whether the server had what opens it; otherwise there was nothing to erase'),
      }),
    )
    .min(1),
  stays: z.array(z.string()).describe('What the erasure does not reach, in words'),
  erasedAt: instantSchema,
});

export type ErasureReceipt = z.infer<typeof erasureReceiptSchema>;

/** The receipt as the log signs it. */
export const erasureNote = signedDocument('Raisonné erasure receipt, version 1', erasureReceiptSchema);
