import type * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { permissionWithdrawalSchema } from './derivation-permission.js';
import { markPermissionWithdrawn, permissionsById } from './derivation-store.js';

// It touches whatever the permission does, and does not name that: so it takes its turn alone.
export const withdrawPermission: StatementKind<Readonly<z.infer<typeof permissionWithdrawalSchema>>> = {
  kind: 'withdraw-permission',
  description:
    "Who permitted a person to derive from a work withdraws it. The permission stays in the register; from this statement's time on it is withdrawn. What that means for what was derived before is not said here.",
  body: permissionWithdrawalSchema,
  role: 'grantor',
  subject: (body) => body.permission,
  sentence: (body) => `I withdraw ${body.permission}.`,
  files: () => [],
  keys: () => [],

  async decide(tables, { signer, body: { permission: id } }) {
    const [permission] = await permissionsById(tables, [id]);
    if (!permission)
      throw new Refusal('PERMISSION_UNKNOWN', `${id} is not recorded here.`, { permission: id });
    const keysOf = await keysOfPersons(tables, [signer]);
    if (!keysOf(signer).includes(permission.permittedBy))
      throw new Refusal(
        'NOT_ALLOWED',
        `Only who gave ${id} may withdraw it, ${permission.permittedBy} or a later key of theirs; ${signer} is neither.`,
        { permission: id, signer },
      );
    if (permission.withdrawnAt)
      throw new Refusal('WITHDRAWN_ALREADY', `${id} is withdrawn already.`, { permission: id });
    return null;
  },

  apply(tables, { cid, recordedAt, statement: { body } }) {
    return markPermissionWithdrawn(tables, {
      id: body.permission,
      withdrawnAt: recordedAt,
      withdrawal: cid,
    });
  },

  // No row has its reason.
  forgetting: { remains: ({ permission }) => ({ permission }) },
};
