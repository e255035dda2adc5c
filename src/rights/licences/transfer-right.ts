import { idOf } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { rewriteMade } from '../../register/forgetting/forgotten-rows-store.js';
import { workById } from '../../works/work-store.js';
import { requireRightHolder } from './find-rights.js';
import { rightTransferSchema, type RightTransferBody } from './right-transfer.js';
import { RightTransfers, saveRightTransfer } from './licence-store.js';

export const transferRight: StatementKind<RightTransferBody> = {
  kind: 'transfer-right',
  description:
    'Who holds a right in a work assigns it, or licenses it exclusively, by a signed writing (17 USC 204(a)), whose digest is in the statement; with what a copyright office wants for its recordation (17 USC 205). Copyright only: title in the work moves by transfer-title. Recorded, not examined.',
  body: rightTransferSchema,
  role: 'right-holder',
  subject: (body) => body.work,
  sentence: ({ work, type, to, actions, where, from, until }) =>
    `I ${type === 'assignment' ? 'assign' : 'license exclusively'} to ${to} the right to ${actions.join(', ')} ${work}${where ? ` in ${where.slice(0, 10).join(', ')}${where.length > 10 ? ` and ${where.length - 10} more` : ''}` : ''}${from ? `, from ${from}` : ''}${until ? `, until ${until}` : ''}.`,
  files: ({ writing }) => [writing],
  touches: (body) => [body.work],
  keys: ({ to }) => [to],

  async decide(tables, { signer, issuedAt, body: { work: id, to, executedOn, recordation } }) {
    const work = await workById(tables, id);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${id} is not registered here.`, { work: id });
    await requireRightHolder(tables, { work: id, signer });
    if ((await keysOfPersons(tables, [signer]))(signer).includes(to))
      throw new Refusal('SELF_TRANSFER', `${signer} cannot transfer a right to themselves.`, { signer });
    const future = [executedOn, recordation?.recordedOn].find(
      (day) => day !== undefined && day > issuedAt.slice(0, 10),
    );
    if (future !== undefined)
      throw new Refusal(
        'DATED_IN_THE_FUTURE',
        `The writing or its recordation is dated ${future}, after the statement itself (${issuedAt}).`,
        { date: future, issuedAt },
      );
    return null;
  },

  apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    return saveRightTransfer(tables, {
      id: idOf('right', cid),
      statementIndex: index,
      work: body.work,
      body,
      transferredBy: signer,
      transferredAt: recordedAt,
    });
  },

  // Whose the right is rests on ids, keys, days and scope, and on the writing, whose digest stays; names, words and an office's numbers go.
  forgetting: {
    remains: (body) => ({
      work: body.work,
      type: body.type,
      to: body.to,
      actions: body.actions,
      where: body.where,
      from: body.from,
      until: body.until,
      writing: body.writing,
      executedOn: body.executedOn,
    }),
    forget: async (tables, { index, remains }) =>
      remains ? rewriteMade(tables, RightTransfers, { index, to: { body: remains } }) : {},
  },
};
