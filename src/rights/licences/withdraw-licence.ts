import type * as z from 'zod';
import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { licenceWithdrawalSchema } from './licence.js';
import { licencesById, markLicenceWithdrawn } from './licence-store.js';

// It touches whatever the licence does, and does not name that: so it takes its turn alone.
export const withdrawLicence: StatementKind<Readonly<z.infer<typeof licenceWithdrawalSchema>>> = {
  kind: 'withdraw-licence',
  description:
    'Who granted a licence withdraws it, or offers it no more. It stays in the register. Licences of Creative Commons are irrevocable: who received the work under one before keeps it.',
  body: licenceWithdrawalSchema,
  role: 'right-holder',
  subject: (body) => body.licence,
  sentence: (body) => `I withdraw ${body.licence}.`,
  files: () => [],
  keys: () => [],

  async decide(tables, { signer, body: { licence: id } }) {
    const [licence] = await licencesById(tables, [id]);
    if (!licence) throw new Refusal('LICENCE_UNKNOWN', `${id} is not recorded here.`, { licence: id });
    const keysOf = await keysOfPersons(tables, [signer]);
    if (!keysOf(signer).includes(licence.grantedBy))
      throw new Refusal(
        'NOT_ALLOWED',
        `Only who granted ${id} may withdraw it, ${licence.grantedBy} or a later key of theirs; ${signer} is neither.`,
        { licence: id, signer },
      );
    if (licence.withdrawnAt)
      throw new Refusal('WITHDRAWN_ALREADY', `${id} is withdrawn already.`, { licence: id });
    return null;
  },

  apply(tables, { cid, recordedAt, statement: { body } }) {
    return markLicenceWithdrawn(tables, { id: body.licence, withdrawnAt: recordedAt, withdrawal: cid });
  },

  // No row has its reason.
  forgetting: { remains: ({ licence }) => ({ licence }) },
};
