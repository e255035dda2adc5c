import { requireCapacity } from '../claims/find-capacity.js';
import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { workById } from '../works/work-store.js';
import { isOver, permissionBodySchema, type PermissionBody } from './derivation-permission.js';
import { DerivationPermissions, savePermission } from './derivation-store.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../register/forgetting/remains.js';

export const permitDerivation: StatementKind<PermissionBody> = {
  kind: 'permit-derivation',
  description:
    "Who registered a work, or upholds a claim on it, permits a person to derive from it, on terms in words. It is the signer's recorded statement and no legal advice: whether the signer may permit it was not examined. Full licences come by other statements.",
  body: permissionBodySchema,
  role: 'registrant-or-claimant',
  subject: (body) => body.source,
  sentence: ({ source, to, how, until }) =>
    `I permit ${to} to derive from ${source}${how ? ` (${how.join(', ')})` : ''}${until ? `, until ${until}` : ''}, on the terms of this statement.`,
  files: () => [],
  touches: (body) => [body.source],
  keys: (body) => [body.to],

  async decide(tables, { signer, issuedAt, body: { source, to, until } }) {
    const work = await workById(tables, source);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${source} is not registered here.`, { work: source });
    await requireCapacity(tables, { work, signer }, 'permit to derive from it');
    const keysOf = await keysOfPersons(tables, [signer]);
    if (keysOf(signer).includes(to))
      throw new Refusal(
        'SELF_PERMISSION',
        `${signer} needs no permission by themselves. Name another person.`,
        {
          signer,
        },
      );
    if (until !== undefined && isOver(until, new Date(issuedAt)))
      throw new Refusal(
        'UNTIL_PASSED',
        `The permission would end with ${until}, before the day on which it was signed. Name a later day, or none.`,
        { until, issuedAt },
      );
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const { source, to, how = null, terms, until = null } = body;
    const work = await workById(tables, source);
    if (!work) throw new Error(`${source} was registered before and is gone`);
    await savePermission(tables, {
      id: idOf('permission', cid),
      statementIndex: index,
      source,
      toKey: to,
      how,
      terms,
      until,
      permittedBy: signer,
      capacity: await requireCapacity(tables, { work, signer }, 'permit to derive from it'),
      permittedAt: recordedAt,
      withdrawnAt: null,
      withdrawal: null,
    });
  },

  forgetting: {
    remains: (body) => ({ ...body, terms: ERASED }),
    forget: (tables, { index }) =>
      rewriteMade(tables, DerivationPermissions, { index, to: { terms: ERASED } }),
  },
};
