import * as z from 'zod';
import { canonicalJson } from '../lib/canonical-json.js';
import { rawCid } from '../lib/cid.js';
import { addressSchema } from '../lib/ids.js';
import { readAs, sentenceOf, type Problem } from '../lib/read-as.js';
import { Refusal } from '../lib/refusal.js';
import { sha256 } from '../lib/sha256.js';

/** The longest canonical statement, in bytes; what is larger goes in as a file, by its CID. */
export const MAX_STATEMENT_BYTES = 65_536;
/** U+0000 as canonical JSON writes it: PostgreSQL's text cannot hold it. An escaped backslash before it is none. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks differ: a statement may be dated this much after our own time. */
const CLOCK_SKEW_MS = 10_000;

export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'is not an instant such as 2026-05-01T12:00:00.000Z')
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text, 'is no date')
  .describe('Instant in UTC with milliseconds (RFC 3339)');

/** What every statement says besides its body. The SHA-256 of its canonical JSON (RFC 8785) is its identity. */
export const statementSchema = z.strictObject({
  origin: z
    .string()
    .min(1)
    .max(200)
    .describe('Origin of the log that the statement is for; no other log takes it'),
  kind: z.string().min(1).max(60).describe('Kind of statement: one of the published schemas'),
  role: z.string().min(1).max(60).describe('In which role the signer speaks'),
  subject: z.string().min(1).max(200).describe('Id of what the statement is about'),
  sentence: z.string().min(1).max(500).describe('The statement in one sentence, as the wallet shows it'),
  signer: addressSchema.describe('Address of the key that signs'),
  issuedAt: instantSchema,
  submitBefore: instantSchema.describe(
    'The log refuses the statement after this instant; at most 24 h after issuedAt',
  ),
  nonce: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'is not 128 bits in lower-case hex')
    .describe('128 random bits in hex'),
  body: z.record(z.string(), z.unknown()).describe('As the schema of the kind says'),
});

type Envelope = z.infer<typeof statementSchema>;

export type Statement<Body = Envelope['body']> = Readonly<Omit<Envelope, 'body'>> & { readonly body: Body };

/** Reads the outer form of a statement; the body is checked by its kind. */
export function readStatement(value: unknown): Statement {
  const read = readAs(statementSchema, value);
  if (read.problems) throw outOfSchema('statement', read.problems);
  const canonical = canonicalOf(read.value);
  if (NUL.test(canonical))
    throw new Refusal('OUT_OF_SCHEMA', 'The statement holds the character U+0000. Take it out.');
  const bytes = new TextEncoder().encode(canonical).length;
  if (bytes > MAX_STATEMENT_BYTES) {
    throw new Refusal(
      'STATEMENT_TOO_LARGE',
      `The statement has ${bytes} bytes; the most is ${MAX_STATEMENT_BYTES}. Put the long part into a file and name its CID.`,
      { bytes },
    );
  }
  return read.value;
}

/** Reads JSON against a schema; what does not fit is refused with every place that does not. */
export function readBody<Body>(schema: z.ZodType<Body>, value: unknown, kind: string): Body {
  if (isDeeper(value, MOST_LEVELS))
    throw new Refusal('OUT_OF_SCHEMA', `The body of ${kind} goes more than ${MOST_LEVELS} levels deep.`);
  const read = readAs(schema, value);
  if (read.problems) throw outOfSchema(`body of ${kind}`, read.problems);
  return read.value;
}

/** Deeper than any body of ours goes. */
const MOST_LEVELS = 64;

/** Level by level, so that no depth exhausts the stack. */
function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : [],
    );
  }
  return false;
}

const outOfSchema = (what: string, problems: readonly Problem[]): Refusal =>
  new Refusal(
    'OUT_OF_SCHEMA',
    `The ${what} does not fit its schema: ${sentenceOf(problems)}. Change that and send it again.`,
    { problems },
  );

function canonicalOf(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch (cause) {
    throw new Refusal(
      'OUT_OF_SCHEMA',
      `The statement is not I-JSON (RFC 7493): ${String(cause)}.`,
      {},
      { cause },
    );
  }
}

/** A statement's canonical text with its digest and its name. */
export interface NamedStatement {
  readonly canonical: string;
  readonly digest: Uint8Array;
  /** CIDv1, raw, sha2-256, of the canonical bytes. */
  readonly cid: string;
}

export function nameStatement(statement: Statement<unknown>): NamedStatement {
  const canonical = canonicalJson(statement);
  const digest = sha256(new TextEncoder().encode(canonical));
  return { canonical, digest, cid: rawCid(digest) };
}

/** Refuses a statement that is from the future, out of time, or valid for longer than a day. */
export function checkFreshness(statement: Statement<unknown>, now: Date): void {
  const issuedAt = Date.parse(statement.issuedAt);
  const submitBefore = Date.parse(statement.submitBefore);
  const times = {
    issuedAt: statement.issuedAt,
    submitBefore: statement.submitBefore,
    now: now.toISOString(),
  };
  if (issuedAt > now.getTime() + CLOCK_SKEW_MS) {
    throw new Refusal(
      'DATED_IN_THE_FUTURE',
      `The statement is dated ${statement.issuedAt}, and it is ${times.now} now. Set the clock and sign again.`,
      times,
    );
  }
  if (submitBefore <= issuedAt || submitBefore > issuedAt + DAY_MS) {
    throw new Refusal(
      'BAD_SUBMIT_BEFORE',
      `submitBefore must be after issuedAt and at most 24 h later.`,
      times,
    );
  }
  if (now.getTime() > submitBefore) {
    throw new Refusal(
      'TOO_OLD',
      `The statement could be submitted until ${statement.submitBefore}, and it is ${times.now} now. Sign it anew.`,
      times,
    );
  }
}
