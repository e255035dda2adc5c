import * as z from 'zod';
import { addressSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';

export const makingBodySchema = z.strictObject({
  name: plainText(200)
    .optional()
    .describe('What it is called meanwhile, which anybody can read; leave it out to keep it to yourself'),
  makers: z
    .array(addressSchema)
    .min(1)
    .max(50)
    .refine((all) => new Set(all).size === all.length, 'names a maker twice')
    .describe('Who may record steps of it, each signing their own. Whoever signs this must be the first'),
});

export type MakingBody = Readonly<z.infer<typeof makingBodySchema>>;

/** The ledger of acts that is kept while a work is made. */
export interface Making {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly name: string | null;
  /** Addresses of keys; the first began it. */
  readonly makers: readonly string[];
  readonly begunAt: Date;
}
