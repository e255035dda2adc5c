import { idOf } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { Tables } from '../../ports.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { claimantsOf, claimById } from '../claim-store.js';
import { statusOf } from '../claim.js';
import {
  disputeSchema,
  isContesting,
  LEAST_DAYS_TO_ANSWER,
  type Dispute,
  type DisputeBody,
} from './dispute.js';
import { Disputes, disputesOfClaims, disputesRaisedBy, saveDispute } from './dispute-store.js';
import { standsOf } from './find-stands.js';
import { rewriteMade } from '../../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../../register/forgetting/remains.js';

/** Nobody pays to dispute a claim, so nobody has many at once: what stands stays open until it is withdrawn or decided. */
const MOST_OF_PERSON = 5;
const MOST_OF_CLAIM = 100;
const MS_A_DAY = 86_400_000;

// It looks at disputes of other claims by the same person: so it takes its turn alone.
export const openDispute: StatementKind<DisputeBody> = {
  kind: 'open-dispute',
  description:
    'Anybody disputes a claim, on a ground and with evidence. The claim, and what derives from it, are shown as contested until it is withdrawn or decided; nothing is deleted, and silence decides nothing. A bond is not asked for; nobody may have more than five open, and no claim more than a hundred.',
  body: disputeSchema,
  role: 'challenger',
  subject: (body) => body.claim,
  sentence: ({ claim, ground }) => `I dispute ${claim} (${ground.replace('-', ' ')}).`,
  files: ({ evidence = [] }) => evidence,
  keys: () => [],

  async decide(tables, { signer, issuedAt, body: { claim: id, answerBy } }) {
    const claim = await claimById(tables, id);
    if (!claim) throw new Refusal('CLAIM_UNKNOWN', `${id} is not recorded here.`, { claim: id });
    const claimants = await claimantsOf(tables, [id]);
    if (statusOf(claimants) === 'withdrawn')
      throw new Refusal('WITHDRAWN_ALREADY', `${id} is withdrawn: there is nothing to dispute.`, {
        claim: id,
      });
    const keys = (await keysOfPersons(tables, [signer]))(signer);
    if (claimants.some(({ person, signedAt }) => signedAt && keys.includes(person)))
      throw new Refusal(
        'SELF_DISPUTE',
        `${signer} signed ${id}. Withdraw from it instead (withdrawClaim, raisonne withdraw).`,
        {
          claim: id,
          signer,
        },
      );
    const least = new Date(Date.parse(issuedAt) + LEAST_DAYS_TO_ANSWER * MS_A_DAY).toISOString().slice(0, 10);
    if (answerBy !== undefined && answerBy < least)
      throw new Refusal(
        'TOO_SHORT_A_TIME',
        `An answer is asked for by ${answerBy}; give whoever claims until ${least} at least.`,
        { answerBy, least },
      );
    await checkCounts(tables, { keys, claim: id });
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const claim = await claimById(tables, body.claim);
    if (!claim) throw new Error(`${body.claim} was recorded before and is gone`);
    await saveDispute(tables, {
      id: idOf('dispute', cid),
      statementIndex: index,
      claim: body.claim,
      work: claim.work,
      body,
      raisedBy: signer,
      raisedAt: recordedAt,
      withdrawnAt: null,
      withdrawal: null,
    });
  },

  // The claim stays contested: what was said is erased, and not that somebody disputes it.
  forgetting: {
    remains: ({ claim, ground, answerBy, evidence }) => ({
      claim,
      ground,
      account: ERASED,
      ...(evidence && { evidence }),
      ...(answerBy !== undefined && { answerBy }),
    }),
    forget: async (tables, { index, remains }) =>
      remains ? rewriteMade(tables, Disputes, { index, to: { body: remains } }) : {},
  },
};

async function checkCounts(
  tables: Tables,
  { keys, claim }: { keys: readonly string[]; claim: string },
): Promise<void> {
  const own = await undecided(tables, await disputesRaisedBy(tables, keys));
  if (own.some((dispute) => dispute.claim === claim))
    throw new Refusal('DISPUTED_ALREADY', `You have an open dispute of ${claim} already. State more in it.`, {
      claim,
    });
  if (own.length >= MOST_OF_PERSON)
    throw new Refusal(
      'TOO_MANY_DISPUTES',
      `You have ${own.length} open disputes; the most is ${MOST_OF_PERSON}. Withdraw one, or have it decided.`,
      { most: MOST_OF_PERSON },
    );
  const all = await undecided(tables, await disputesOfClaims(tables, [claim]));
  if (all.length >= MOST_OF_CLAIM)
    throw new Refusal(
      'TOO_MANY_DISPUTES',
      `${claim} has ${all.length} open disputes; the most is ${MOST_OF_CLAIM}.`,
      {
        most: MOST_OF_CLAIM,
      },
    );
}

/** Of some disputes those that are neither withdrawn nor decided. */
async function undecided(tables: Tables, disputes: readonly Dispute[]): Promise<Dispute[]> {
  return (await standsOf(tables, disputes))
    .filter(({ stand }) => stand.state !== 'decided' && isContesting(stand))
    .map(({ dispute }) => dispute);
}
