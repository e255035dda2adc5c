import type * as z from 'zod';
import { Refusal } from '../../lib/refusal.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { disputeWithdrawalSchema } from './dispute.js';
import { markDisputeWithdrawn } from './dispute-store.js';
import { findSide } from './find-side.js';
import { standsOf } from './find-stands.js';

export const withdrawDispute: StatementKind<Readonly<z.infer<typeof disputeWithdrawalSchema>>> = {
  kind: 'withdraw-dispute',
  description:
    'Whoever raised a dispute withdraws it, before it is decided. It stays in the register, and contests nothing more.',
  body: disputeWithdrawalSchema,
  role: 'challenger',
  subject: (body) => body.claim,
  sentence: ({ dispute, claim }) => `I withdraw ${dispute} about ${claim}.`,
  files: () => [],
  keys: () => [],

  async decide(tables, { signer, body: { claim, dispute } }) {
    const { dispute: raised, side } = await findSide(tables, { claim, dispute, signer });
    if (side !== 'challenger')
      throw new Refusal('NOT_ALLOWED', `Only who raised ${dispute} may withdraw it; ${signer} did not.`, {
        dispute,
        signer,
      });
    const [standing] = await standsOf(tables, [raised]);
    if (standing?.stand.state === 'decided')
      throw new Refusal(
        'DECIDED_ALREADY',
        `${dispute} is decided (${standing.stand.outcome ?? ''}). Where both sides settled since, each states that as its outcome.`,
        { dispute, outcome: standing.stand.outcome },
      );
    return null;
  },

  apply(tables, { cid, recordedAt, statement: { body } }) {
    return markDisputeWithdrawn(tables, { id: body.dispute, withdrawnAt: recordedAt, withdrawal: cid });
  },

  // No row has its reason.
  forgetting: { remains: ({ claim, dispute }) => ({ claim, dispute }) },
};
