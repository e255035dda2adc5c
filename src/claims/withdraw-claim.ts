import * as z from 'zod';
import { claimIdSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { plainText } from '../lib/plain-text.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { indexTools } from '../works/work-tool-store.js';
import { claimById, claimantsOf, markWithdrawn } from './claim-store.js';

const bodySchema = z.strictObject({
  claim: claimIdSchema,
  reason: plainText(2000).optional(),
});

export const withdrawClaim: StatementKind<Readonly<z.infer<typeof bodySchema>>> = {
  kind: 'withdraw-claim',
  description:
    'A claimant who signed a claim no longer upholds it. The claim stays in the register; it is withdrawn when nobody who signed it upholds it. Title that followed from it does not change.',
  body: bodySchema,
  role: 'claimant',
  subject: (body) => body.claim,
  sentence: (body) => `I withdraw from ${body.claim}.`,
  files: () => [],
  keys: () => [],

  async decide(tables, { signer, body }) {
    const claimants = await claimantsOf(tables, [body.claim]);
    if (claimants.length === 0)
      throw new Refusal('CLAIM_UNKNOWN', `${body.claim} is not recorded here.`, { claim: body.claim });
    const keysOf = await keysOfPersons(tables, [signer]);
    const own = claimants.filter(({ person, signedAt }) => signedAt && keysOf(signer).includes(person));
    if (own.length === 0)
      throw new Refusal(
        'NOT_ALLOWED',
        `Only a claimant who signed ${body.claim} may withdraw from it; ${signer} has not.`,
        { claim: body.claim, signer },
      );
    if (own.every(({ withdrawnAt }) => withdrawnAt))
      throw new Refusal('WITHDRAWN_ALREADY', `${signer} has withdrawn from ${body.claim} already.`, {
        claim: body.claim,
        signer,
      });
    return null;
  },

  async apply(tables, { recordedAt, statement: { signer, body } }) {
    const keysOf = await keysOfPersons(tables, [signer]);
    await markWithdrawn(tables, { claim: body.claim, keys: keysOf(signer), at: recordedAt });
    const claim = await claimById(tables, body.claim);
    if (claim) await indexTools(tables, claim.work);
  },

  // No row has its reason.
  forgetting: { remains: ({ claim }) => ({ claim }) },
};
