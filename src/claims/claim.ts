import * as z from 'zod';
import { withheldSchema } from '../disclosure/withheld-field.js';
import { generationRecordSchema } from '../creation/generation-record.js';
import { filesOfAct, humanActSchema } from '../creation/human-act.js';
import { addressSchema, claimIdSchema, makingIdSchema, workIdSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';
import { sharesSchema } from '../title/share.js';
import { fileReferenceSchema, type FileReference } from '../works/file.js';

/** On what a claim rests, in the terms of the US Copyright Office's application (Compendium, chapter 600). */
export const CLAIM_BASES = ['author', 'joint-authors', 'work-made-for-hire', 'transfer-by-author'] as const;

/** Lists of an application for registration (US Copyright Office, form VA, spaces 2a, 6a and 6b). */
const entries = (what: string) => z.array(plainText(500)).min(1).max(50).optional().describe(what);

export const claimBodySchema = z.strictObject({
  work: workIdSchema,
  claimants: z
    .array(addressSchema)
    .min(1)
    .max(50)
    .refine((all) => new Set(all).size === all.length, 'names a claimant twice')
    .describe('Who claims. Whoever signs this statement must be among them; the others co-sign'),
  basis: z.enum(CLAIM_BASES),
  account: plainText(10_000).optional().describe('How the work came to be, in words'),
  generations: z
    .array(generationRecordSchema)
    .max(50)
    .optional()
    .describe('Generation records, in the order of making'),
  acts: z.array(humanActSchema).max(500).optional().describe('Human acts, in the order of making'),
  makings: z
    .array(makingIdSchema)
    .min(1)
    .max(20)
    .refine((all) => new Set(all).size === all.length, 'names a making twice')
    .optional()
    .describe(
      'Ledgers of acts that were kept while it was made; whoever signs this statement is among the makers of each',
    ),
  authorCreated: entries(
    'What the author created, in the terms of an application for registration: drafted from acts and edited by a person',
  ),
  materialExcluded: entries('What is excluded, such as material that machines generated'),
  newMaterialIncluded: entries('What is new, where something was there before'),
  withheld: withheldSchema,
  evidence: z
    .array(fileReferenceSchema)
    .max(50)
    .optional()
    .describe("The claimant's own files of the work and other evidence"),
  competesWith: claimIdSchema
    .optional()
    .describe('The earliest standing claim on the work, when there is one: both then stand side by side'),
  firstOwners: sharesSchema
    .optional()
    .describe(
      'Who owns the work at first, in shares that sum to 1; equal shares of the claimants where it is not given. Only where title follows from the claim: nobody holds the work yet, and a claimant is named in its registration',
    ),
});

export type ClaimBody = Readonly<z.infer<typeof claimBodySchema>>;

export interface Claimant {
  readonly claim: string;
  readonly person: string;
  readonly position: number;
  readonly signedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

export interface Claim {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly work: string;
  readonly claimedAt: Date;
  readonly competesWith: string | null;
  readonly body: ClaimBody;
}

/** `awaiting-co-signatures`: not all claimants have signed. `withdrawn`: none of those who signed still claims. */
export type ClaimStatus = 'awaiting-co-signatures' | 'claimed' | 'withdrawn';

export function statusOf(claimants: readonly Pick<Claimant, 'signedAt' | 'withdrawnAt'>[]): ClaimStatus {
  const signed = claimants.filter(({ signedAt }) => signedAt !== null);
  if (signed.every(({ withdrawnAt }) => withdrawnAt !== null)) return 'withdrawn';
  return signed.length === claimants.length ? 'claimed' : 'awaiting-co-signatures';
}

/** Whether all claimants have signed and none has withdrawn: only then does title follow from the claim. */
export const isUnanimous = (claimants: readonly Pick<Claimant, 'signedAt' | 'withdrawnAt'>[]): boolean =>
  claimants.every(({ signedAt, withdrawnAt }) => signedAt !== null && withdrawnAt === null);

export const filesOfClaim = ({ generations = [], acts = [], evidence = [] }: ClaimBody): FileReference[] => [
  ...generations.flatMap(({ inputs = [] }) => inputs),
  ...acts.flatMap(filesOfAct),
  ...evidence,
];
