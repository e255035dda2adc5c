import * as z from 'zod';
import { claimIdSchema, disputeIdSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { daySchema, isOver } from '../../originality/derivation-permission.js';
import { fileReferenceSchema } from '../../works/file.js';

/** On what a dispute of a claim rests. */
export const DISPUTE_GROUNDS = [
  'authorship',
  'co-authorship',
  'copied',
  'false-record',
  'title',
  'consent',
  'other',
] as const;
export type DisputeGround = (typeof DISPUTE_GROUNDS)[number];

export const GROUND_MEANINGS: Readonly<Record<DisputeGround, string>> = {
  authorship: 'Somebody else made the work',
  'co-authorship': 'An author is not named',
  copied: 'It takes from a work of another without permission',
  'false-record': 'What is recorded of how it was made is not so',
  title: 'Whoever is shown as its owner is not',
  consent: 'A person is shown, or their data used, without consent',
  other: 'Something else, as the statement tells',
};

const evidence = z.array(fileReferenceSchema).min(1).max(50).optional();

export const disputeSchema = z.strictObject({
  claim: claimIdSchema,
  ground: z.enum(DISPUTE_GROUNDS),
  account: plainText(10_000).describe('What is disputed and why, in words'),
  evidence,
  answerBy: daySchema
    .optional()
    .describe(
      'By when an answer is asked for, at least seven days later. Silence decides nothing; thirty days where it is not given',
    ),
});

export const answerSchema = z.strictObject({
  claim: claimIdSchema,
  dispute: disputeIdSchema,
  account: plainText(10_000),
  evidence,
});

export const OUTCOMES = ['upheld', 'upheld-in-part', 'rejected', 'settled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const outcomeSchema = z.strictObject({
  claim: claimIdSchema,
  dispute: disputeIdSchema,
  outcome: z
    .enum(OUTCOMES)
    .describe('Of the dispute: upheld is for who raised it, rejected for the claimants'),
  decidedBy: plainText(300).describe('A court with its case number, an arbitrator, or the parties'),
  decidedOn: daySchema,
  account: plainText(10_000).optional(),
  document: fileReferenceSchema.optional().describe('The decision or the settlement, in the content store'),
});

export const disputeWithdrawalSchema = z.strictObject({
  claim: claimIdSchema,
  dispute: disputeIdSchema,
  reason: plainText(2000).optional(),
});

export type DisputeBody = Readonly<z.infer<typeof disputeSchema>>;
export type AnswerBody = Readonly<z.infer<typeof answerSchema>>;
export type OutcomeBody = Readonly<z.infer<typeof outcomeSchema>>;

/** Who speaks in a dispute: who raised it, or a claimant whose claim it is about. */
export type DisputeSide = 'challenger' | 'claimant';

export interface Dispute {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly claim: string;
  readonly work: string;
  readonly body: DisputeBody;
  readonly raisedBy: string;
  readonly raisedAt: Date;
  readonly withdrawnAt: Date | null;
  /** CID of the statement that withdrew it. */
  readonly withdrawal: string | null;
}

/** What was said in a dispute after it was raised. */
export interface DisputeEntry {
  /** CID of the statement. */
  readonly statement: string;
  readonly statementIndex: bigint;
  readonly dispute: string;
  readonly body: AnswerBody | OutcomeBody;
  readonly side: DisputeSide;
  readonly statedBy: string;
  readonly statedAt: Date;
}

/**
 * How a dispute stands. `outcome-stated`: one side tells an outcome that is good for it, which the other has not told; the claim stays contested.
 * `decided`: both tell the same, or a side tells what is against it; then it stays until both tell something else.
 */
export const DISPUTE_STATES = ['open', 'answered', 'outcome-stated', 'decided', 'withdrawn'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** Of what was said in a dispute only what decides how it stands. */
export interface SaidInDispute {
  readonly side: DisputeSide;
  readonly body: Pick<AnswerBody, 'dispute'> | Pick<OutcomeBody, 'dispute' | 'outcome'>;
}

/** Outcomes that whoever tells them has nothing by: each side's word against itself is taken. */
const AGAINST: Readonly<Record<DisputeSide, readonly Outcome[]>> = {
  challenger: ['rejected'],
  claimant: ['upheld', 'upheld-in-part'],
};

export interface Stand {
  readonly state: DisputeState;
  readonly outcome: Outcome | null;
}

/**
 * How a dispute stands, and by which outcome; entries in the order of the register. What is decided stays so until both sides tell
 * something else, the same. Silence decides nothing.
 */
export function standOf(
  { withdrawnAt }: Pick<Dispute, 'withdrawnAt'>,
  entries: readonly SaidInDispute[],
): Stand {
  if (withdrawnAt) return { state: 'withdrawn', outcome: null };
  const last: Record<DisputeSide, Outcome | null> = { challenger: null, claimant: null };
  let [decided, stated]: (Outcome | null)[] = [null, null];
  for (const { side, body } of entries) {
    if (!('outcome' in body)) continue;
    stated = last[side] = body.outcome;
    if (last.challenger === last.claimant) decided = stated;
    else if (AGAINST[side].includes(stated)) decided ??= stated;
  }
  if (decided) return { state: 'decided', outcome: decided };
  if (stated) return { state: 'outcome-stated', outcome: stated };
  return { state: entries.some(({ side }) => side === 'claimant') ? 'answered' : 'open', outcome: null };
}

/** Whether a claim is contested by a dispute: until it is withdrawn or decided, and after it where it was upheld. */
export const isContesting = ({ state, outcome }: Stand): boolean =>
  state === 'decided' ? outcome === 'upheld' || outcome === 'upheld-in-part' : state !== 'withdrawn';

/** How many days somebody has to answer where the dispute names no day. */
const DAYS_TO_ANSWER = 30;
export const LEAST_DAYS_TO_ANSWER = 7;
const MS_A_DAY = 86_400_000;

/** By when an answer is asked for, and whether that day is over without one. It is told and decides nothing. */
export function timetableOf(
  { body, raisedAt }: Pick<Dispute, 'body' | 'raisedAt'>,
  { state, now }: { state: DisputeState; now: Date },
): { readonly answerBy: string; readonly isAnswerOverdue: boolean } {
  const answerBy =
    body.answerBy ?? new Date(raisedAt.getTime() + DAYS_TO_ANSWER * MS_A_DAY).toISOString().slice(0, 10);
  return { answerBy, isAnswerOverdue: state === 'open' && isOver(answerBy, now) };
}
