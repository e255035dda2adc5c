import * as z from 'zod';
import { Refusal } from '../../lib/refusal.js';
import type { Tables } from '../../ports.js';
import type { SignedRequest } from '../../register/accept-request.js';
import type { SignedKind } from '../../register/statement-kind.js';
import type { DisplayNotice } from './display-notice.js';
import { eraseDocument, noticeByNumber } from './display-store.js';
import { acceptOperatorRequest, type OperatorNeeds } from './withhold-file.js';

const bodySchema = z.strictObject({
  notice: z.int().min(1).describe('Number of the line in the log of what is withheld'),
});
type NoticeBody = Readonly<z.infer<typeof bodySchema>>;

export const readNotice: SignedKind<NoticeBody> = {
  kind: 'read-notice',
  description:
    'An operator of the server reads a notice or a counter-notice itself. It is a request, and no part of the register.',
  body: bodySchema,
  role: 'operator',
  subject: ({ notice }) => `notice:${notice}`,
  sentence: ({ notice }) => `I read notice ${notice}.`,
};

export const eraseNotice: SignedKind<NoticeBody> = {
  kind: 'erase-notice',
  description:
    'An operator of the server erases a notice or a counter-notice itself, which may name persons and addresses. That there was one, when, and the reason for everybody stay. It is a request, and no part of the register.',
  body: bodySchema,
  role: 'operator',
  subject: ({ notice }) => `notice:${notice}`,
  sentence: ({ notice }) => `I erase what notice ${notice} says.`,
};

/** A notice with what it says, for an operator. Refuses NOT_ALLOWED, NOTICE_UNKNOWN and the codes of every signed request. */
export async function findNotice(needs: OperatorNeeds, signed: SignedRequest): Promise<DisplayNotice> {
  const { body } = await acceptOperatorRequest(needs, readNotice, signed);
  return knownNotice(needs.database.tables, body.notice);
}

/** Erases what a notice says, from backups made later too. Refuses as findNotice. */
export async function forgetNotice(needs: OperatorNeeds, signed: SignedRequest): Promise<DisplayNotice> {
  const { body } = await acceptOperatorRequest(needs, eraseNotice, signed);
  return needs.database.transaction(async (tables) => {
    const { number } = await knownNotice(tables, body.notice);
    await eraseDocument(tables, number);
    return knownNotice(tables, body.notice);
  });
}

async function knownNotice(tables: Tables, number: number): Promise<DisplayNotice> {
  const notice = await noticeByNumber(tables, BigInt(number));
  if (!notice) throw new Refusal('NOTICE_UNKNOWN', `There is no notice ${number}.`, { notice: number });
  return notice;
}
