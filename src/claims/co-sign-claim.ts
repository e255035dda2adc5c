import * as z from 'zod';
import { claimIdSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { establishTitle } from '../title/establish-title.js';
import { claimantsOf, claimById, markSigned } from './claim-store.js';
import { isUnanimous, statusOf } from './claim.js';

const bodySchema = z.strictObject({ claim: claimIdSchema });

export const coSignClaim: StatementKind<Readonly<z.infer<typeof bodySchema>>> = {
  kind: 'co-sign-claim',
  description:
    'A person whom a claim names as one of its claimants signs it too. When the last one has signed, the claim is made.',
  body: bodySchema,
  role: 'co-claimant',
  subject: (body) => body.claim,
  sentence: (body) => `I co-sign ${body.claim} as one of its claimants.`,
  files: () => [],
  keys: () => [],

  async decide(tables, { signer, body }) {
    const claim = await claimById(tables, body.claim);
    if (!claim)
      throw new Refusal('CLAIM_UNKNOWN', `${body.claim} is not recorded here.`, { claim: body.claim });
    const claimants = await claimantsOf(tables, [claim.id]);
    const keysOf = await keysOfPersons(tables, [signer]);
    const own = claimants.filter(({ person }) => keysOf(signer).includes(person));
    if (own.length === 0)
      throw new Refusal('NOT_ALLOWED', `${signer} is not among the claimants of ${claim.id}.`, {
        claim: claim.id,
        signer,
      });
    if (own.every(({ signedAt }) => signedAt))
      throw new Refusal('SIGNED_ALREADY', `${signer} has signed ${claim.id} already.`, {
        claim: claim.id,
        signer,
      });
    if (statusOf(claimants) === 'withdrawn')
      throw new Refusal('CLAIM_WITHDRAWN', `${claim.id} is withdrawn.`, { claim: claim.id });
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const keysOf = await keysOfPersons(tables, [signer]);
    await markSigned(tables, { claim: body.claim, keys: keysOf(signer), at: recordedAt });
    const claim = await claimById(tables, body.claim);
    const claimants = await claimantsOf(tables, [body.claim]);
    if (claim && isUnanimous(claimants))
      await establishTitle(tables, { claim, by: { index, cid, recordedAt } });
  },

  forgetting: { instead: 'It holds nothing but the id of the claim, on which title may rest.' },
};
