import * as z from 'zod';
import { canonicalBytes } from '../lib/canonical-json.js';
import { cidSchema } from '../lib/ids.js';
import { instantSchema, type Statement } from './statement.js';

/** What a contract wallet may take as a signature; an entry has to fit into 64 KiB. */
export const MAX_SIGNATURE_BYTES = 4096;

const verifiedAtSchema = z.strictObject({
  blockHash: z.string().regex(/^0x[0-9a-f]{64}$/),
  blockNumber: z.int().min(0),
  chainId: z
    .string()
    .regex(/^\d{1,30}$/)
    .describe('In decimal'),
});

/** Where a contract wallet accepted a signature. */
export type VerifiedAt = Readonly<z.infer<typeof verifiedAtSchema>>;

/**
 * What the log holds for a statement: its CID, its signature and when the log took it. The statement itself
 * stays outside, in the content store, so that what must be erased by law can be, and every proof stays valid.
 */
export const entrySchema = z.strictObject({
  recordedAt: instantSchema,
  signature: z
    .string()
    .max(2 + 2 * MAX_SIGNATURE_BYTES)
    .regex(/^0x(?:[0-9a-f]{2})*$/, 'is not bytes in lower-case hex')
    .describe(
      "The signer's EIP-712 signature: 65 bytes of secp256k1, or with verifiedAt what a contract wallet takes",
    ),
  statement: cidSchema,
  verifiedAt: verifiedAtSchema
    .optional()
    .describe(
      'Only where the signer is a contract wallet (EIP-1271): the block at which it accepted the signature. Later it may answer otherwise',
    ),
});

export type LogEntry = z.infer<typeof entrySchema>;

/** The bytes that are hashed into a leaf (RFC 6962 §2.1): the entry's canonical JSON. */
export const entryBytes = (entry: LogEntry): Uint8Array => canonicalBytes(entry);

/** The entry of a stored statement. */
export const entryOf = ({
  cid,
  signature,
  recordedAt,
  verifiedAt,
}: {
  readonly cid: string;
  readonly signature: string;
  readonly recordedAt: Date;
  readonly verifiedAt: VerifiedAt | null;
}): LogEntry => ({
  recordedAt: recordedAt.toISOString(),
  signature,
  statement: cid,
  ...(verifiedAt && { verifiedAt }),
});

/** A statement with its place in the register, as the kinds' `apply` get it. */
export interface Recorded<Body> {
  readonly index: bigint;
  readonly cid: string;
  readonly recordedAt: Date;
  readonly signature: string;
  readonly verifiedAt: VerifiedAt | null;
  readonly statement: Statement<Body>;
}
