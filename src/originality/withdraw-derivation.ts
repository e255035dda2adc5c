import type * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { ALL_DERIVATIONS } from './declare-derivation.js';
import { derivationsById, markDerivationWithdrawn } from './derivation-store.js';
import { derivationWithdrawalSchema } from './derivation.js';

export const withdrawDerivation: StatementKind<Readonly<z.infer<typeof derivationWithdrawalSchema>>> = {
  kind: 'withdraw-derivation',
  description:
    'Who declared that a work derives from another no longer says so. The declaration stays in the register, withdrawn; the same may be declared anew.',
  body: derivationWithdrawalSchema,
  role: 'declarer',
  subject: (body) => body.derivation,
  sentence: (body) => `I withdraw ${body.derivation}.`,
  files: () => [],
  touches: () => [ALL_DERIVATIONS],
  keys: () => [],

  async decide(tables, { signer, body: { derivation: id } }) {
    const [derivation] = await derivationsById(tables, [id]);
    if (!derivation)
      throw new Refusal('DERIVATION_UNKNOWN', `${id} is not recorded here.`, { derivation: id });
    const keysOf = await keysOfPersons(tables, [signer]);
    if (!keysOf(signer).includes(derivation.declaredBy))
      throw new Refusal(
        'NOT_ALLOWED',
        `Only who declared ${id} may withdraw it, ${derivation.declaredBy} or a later key of theirs; ${signer} is neither.`,
        { derivation: id, signer },
      );
    if (derivation.withdrawnAt)
      throw new Refusal('WITHDRAWN_ALREADY', `${id} is withdrawn already.`, { derivation: id });
    return null;
  },

  apply(tables, { cid, recordedAt, statement: { body } }) {
    return markDerivationWithdrawn(tables, {
      id: body.derivation,
      withdrawnAt: recordedAt,
      withdrawal: cid,
    });
  },

  // No row has its reason.
  forgetting: { remains: ({ derivation }) => ({ derivation }) },
};
