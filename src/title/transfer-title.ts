import * as z from 'zod';
import { idOf, workIdSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { plainText } from '../lib/plain-text.js';
import type { StatementKind } from '../register/statement-kind.js';
import { workById } from '../works/work-store.js';
import { edtfSchema } from '../works/work.js';
import { transferredShares } from './holding.js';
import { sharesSchema } from './share.js';
import { presentHoldings, saveTransfer } from './title-store.js';
import { TRANSFER_METHODS } from './title-transfer.js';

const bodySchema = z.strictObject({
  work: workIdSchema,
  to: sharesSchema.describe(
    'Who receives which share of the whole work; together at most what the signer holds',
  ),
  method: z.enum(TRANSFER_METHODS),
  date: edtfSchema.optional(),
  note: plainText(2000).optional(),
});

export const transferTitle: StatementKind<Readonly<z.infer<typeof bodySchema>>> = {
  kind: 'transfer-title',
  description:
    'An owner passes title in a work, or a share of it, to others. Title only: custody and copyright move separately.',
  body: bodySchema,
  role: 'owner',
  subject: (body) => body.work,
  sentence: ({ work, to }) => `I transfer title in ${work}: ${describeShares(to)}.`,
  files: () => [],
  touches: (body) => [body.work],
  keys: ({ to }) => to.map(({ owner }) => owner),

  async decide(tables, { signer, body }) {
    if (!(await workById(tables, body.work)))
      throw new Refusal('WORK_UNKNOWN', `${body.work} is not registered here.`, { work: body.work });
    transferredShares(await presentHoldings(tables, [body.work]), { from: signer, to: body.to });
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const { work, to, method, date = null, note = null } = body;
    const shares = transferredShares(await presentHoldings(tables, [work]), { from: signer, to });
    await saveTransfer(tables, {
      transfer: {
        id: idOf('transfer', cid),
        statementIndex: index,
        work,
        from: signer,
        to,
        method,
        date,
        note,
        recordedAt,
      },
      shares,
    });
  },
};

/** The first three recipients in words: a wallet shows a sentence, not a list. */
function describeShares(to: readonly { owner: string; share: string }[]): string {
  const named = to.slice(0, 3).map(({ owner, share }) => `${share} to ${owner}`);
  return to.length > 3 ? `${named.join(', ')} and ${to.length - 3} more` : named.join(', ');
}
