import * as z from 'zod';
import { idOf, workIdSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { plainText } from '../lib/plain-text.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { workById } from '../works/work-store.js';
import { edtfSchema } from '../works/work.js';
import { boundsOf } from './edtf-bounds.js';
import { transferredShares } from './holding.js';
import { sharesSchema } from './share.js';
import { presentHoldings, saveTransfer, Transfers, transfersOf } from './title-store.js';
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

  async decide(tables, { signer, issuedAt, body }) {
    if (!(await workById(tables, body.work)))
      throw new Refusal('WORK_UNKNOWN', `${body.work} is not registered here.`, { work: body.work });
    transferredShares(await presentHoldings(tables, [body.work]), { from: signer, to: body.to });
    if (body.date !== undefined) await checkDate(tables, { ...body, date: body.date, signer, issuedAt });
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

  // Whose the work is rests on the rest.
  forgetting: {
    remains: ({ work, to, method, date }) => ({ work, to, method, date }),
    forget: (tables, { index }) => rewriteMade(tables, Transfers, { index, to: { note: null } }),
  },
};

interface DatedTransfer {
  readonly work: string;
  readonly date: string;
  readonly signer: string;
  readonly issuedAt: string;
}

/** Refuses a date that cannot be read, is yet to come, or is before the work was made or its giver had anything to give. */
async function checkDate(tables: Tables, { work, date, signer, issuedAt }: DatedTransfer): Promise<void> {
  const bounds = boundsOf(date);
  if (!bounds)
    throw new Refusal('DATE_UNREADABLE', `"${date}" is no date such as 2026-05-04, 2026-05 or ../2026-05.`, {
      date,
    });
  if (bounds.from > Date.parse(issuedAt))
    throw new Refusal(
      'DATED_IN_THE_FUTURE',
      `The transfer is dated ${date}, after the statement itself (${issuedAt}). Sign it when it has happened.`,
      { date, issuedAt },
    );
  const made = (await workById(tables, work))?.dateMade;
  const madeFrom = (made == null ? null : boundsOf(made))?.from ?? -Infinity;
  if (bounds.to < madeFrom)
    throw new Refusal(
      'DATES_CONTRADICT',
      `The transfer is dated ${date}; by its registration the work was made ${made ?? ''}.`,
      { date, dateMade: made },
    );
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  const received = (await transfersOf(tables, [work])).filter(
    ({ from, to }) => from !== null && to.some(({ owner }) => keys.includes(owner)),
  );
  const dates = received.map((transfer) => (transfer.date === null ? null : boundsOf(transfer.date)));
  // Where one of them says no date, it can have been any time before.
  const earliest = Math.min(...dates.map((one) => one?.from ?? -Infinity));
  if (received.length > 0 && bounds.to < earliest) {
    const day = new Date(earliest).toISOString().slice(0, 10);
    throw new Refusal(
      'DATES_CONTRADICT',
      `The transfer is dated ${date}; by its own date, ${signer} received a share on ${day} at the earliest.`,
      { date, received: day },
    );
  }
}

/** The first three recipients in words: a wallet shows a sentence, not a list. */
function describeShares(to: readonly { owner: string; share: string }[]): string {
  const named = to.slice(0, 3).map(({ owner, share }) => `${share} to ${owner}`);
  return to.length > 3 ? `${named.join(', ')} and ${to.length - 3} more` : named.join(', ');
}
