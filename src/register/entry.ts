import * as z from 'zod';
import { canonicalBytes } from '../lib/canonical-json.js';
import { cidSchema } from '../lib/ids.js';
import { instantSchema, type Statement } from './statement.js';

/**
 * What the log holds for a statement: its CID, its signature and when the log took it. The statement itself
 * stays outside, in the content store, so that what must be erased by law can be, and every proof stays valid.
 */
export const entrySchema = z.strictObject({
  recordedAt: instantSchema,
  signature: z.string().regex(/^0x[0-9a-f]{130}$/),
  statement: cidSchema,
});

export type LogEntry = z.infer<typeof entrySchema>;

/** The bytes that are hashed into a leaf (RFC 6962 §2.1): the entry's canonical JSON. */
export const entryBytes = (entry: LogEntry): Uint8Array => canonicalBytes(entry);

/** The entry of a stored statement. */
export const entryOf = ({
  cid,
  signature,
  recordedAt,
}: {
  readonly cid: string;
  readonly signature: string;
  readonly recordedAt: Date;
}): LogEntry => ({ recordedAt: recordedAt.toISOString(), signature, statement: cid });

/** A statement with its place in the register, as the kinds' `apply` get it. */
export interface Recorded<Body> {
  readonly index: bigint;
  readonly cid: string;
  readonly recordedAt: Date;
  readonly signature: string;
  readonly statement: Statement<Body>;
}
