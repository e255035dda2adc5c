import { idOf } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { workById } from '../../works/work-store.js';
import { requireRightHolder } from './find-rights.js';
import { licenceSchema, type LicenceBody } from './licence.js';
import { Licences, saveLicence } from './licence-store.js';
import { rewriteMade } from '../../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../../register/forgetting/remains.js';

export const grantLicence: StatementKind<LicenceBody> = {
  kind: 'grant-licence',
  description:
    'Who upholds the earliest claim on a work, or received a right in it, states on which terms it may be used, by anybody or by a person. Non-exclusive: an exclusive licence wants a signed writing (transfer-right). Recorded, not examined, and no legal advice.',
  body: licenceSchema,
  role: 'right-holder',
  subject: (body) => body.work,
  sentence: ({ work, to = 'anybody', standard, named, rules = [], until }) =>
    `I license ${work} to ${to} ${(standard ?? named?.name) ? `under ${standard ?? named?.name}` : `by ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} of this statement`}${until ? `, until ${until}` : ''}.`,
  files: ({ text }) => (text ? [text] : []),
  touches: (body) => [body.work],
  keys: ({ to }) => (to === undefined ? [] : [to]),

  async decide(tables, { signer, issuedAt, body: { work: id, to, until } }) {
    const work = await workById(tables, id);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${id} is not registered here.`, { work: id });
    await requireRightHolder(tables, { work: id, signer });
    if (to !== undefined && (await keysOfPersons(tables, [signer]))(signer).includes(to))
      throw new Refusal('SELF_LICENCE', `${signer} needs no licence by themselves. Name another person.`, {
        signer,
      });
    if (until !== undefined && until < issuedAt.slice(0, 10))
      throw new Refusal(
        'UNTIL_PASSED',
        `The licence would end with ${until}, before the day on which it was signed. Name a later day, or none.`,
        { until, issuedAt },
      );
    return null;
  },

  apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    return saveLicence(tables, {
      id: idOf('licence', cid),
      statementIndex: index,
      work: body.work,
      body,
      grantedBy: signer,
      grantedAt: recordedAt,
      withdrawnAt: null,
      withdrawal: null,
    });
  },

  // What it permits, to whom and when stays; clauses in words go.
  forgetting: {
    remains: ({ rules, named, ...rest }) => ({
      ...rest,
      ...(rules && {
        rules: rules.map(({ effect, actions, where, purpose, from, until, duties }) => ({
          effect,
          actions,
          where,
          purpose,
          from,
          until,
          duties: duties?.map(({ action }) => ({ action })),
        })),
      }),
      ...(named && { named: { name: ERASED } }),
    }),
    forget: async (tables, { index, remains }) =>
      remains ? rewriteMade(tables, Licences, { index, to: { body: remains } }) : {},
  },
};
