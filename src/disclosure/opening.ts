import * as z from 'zod';
import { commitmentTo } from '../lib/commitment.js';
import { claimIdSchema, makingIdSchema, statementIdSchema } from '../lib/ids.js';

export const commitmentSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is not 32 bytes in lower-case hex')
  .describe('SHA-256("raisonne/commitment/v1\\0" ‖ salt ‖ JCS(content)) in hex');

export const openingSchema = z
  .strictObject({
    commitment: commitmentSchema,
    salt: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'is not 32 bytes in lower-case hex')
      .describe('32 random bytes in hex: whoever erases it makes the commitment say nothing for ever'),
    content: z
      .json()
      .refine((content) => content !== null, 'is null')
      .describe('What was committed to, as JSON'),
  })
  .refine(opens, 'does not open its commitment')
  .describe('What opens a commitment');

/** What opens a commitment: whoever has it can show to others what was committed to. */
export type DisclosedOpening = Readonly<z.infer<typeof openingSchema>>;

/** Whether an opening is of the commitment that it names. */
function opens({
  commitment,
  salt,
  content,
}: {
  commitment: string;
  salt: string;
  content: unknown;
}): boolean {
  return commitmentTo({ salt, content }) === commitment;
}

/** In what something was committed to: a claim, any statement, or all steps that one maker recorded in a making. */
export const aboutSchema = z
  .string()
  .refine(
    (id) => [claimIdSchema, statementIdSchema, makingIdSchema].some((schema) => schema.safeParse(id).success),
    'is not the id of a claim, a statement or a making, such as claim:bafkrei…',
  )
  .describe('Id of the claim, the statement or the making that holds the commitments');

/** A commitment, and what it stands for. */
export interface PlacedCommitment {
  readonly commitment: string;
  /** JSON Pointer (RFC 6901): of a field that is withheld as the statement names it, otherwise where the commitment stands in the body. */
  readonly path: string;
}

/** Every commitment in a statement's body, wherever it stands. */
export function commitmentsIn(value: unknown, at = ''): PlacedCommitment[] {
  if (typeof value !== 'object' || value === null) return [];
  const { path = at } = value as { path?: unknown }; // any object may have one
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'commitment' && commitmentSchema.safeParse(member).success
      ? [{ commitment: String(member), path: typeof path === 'string' ? path : at }]
      : commitmentsIn(member, `${at}/${name}`),
  );
}
