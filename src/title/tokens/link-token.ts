import { idOf } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { workById } from '../../works/work-store.js';
import { requireEventCapacity } from '../history/find-event-capacity.js';
import { tokenLinkSchema, type TokenLinkBody } from './token-link.js';
import { saveTokenLink, TokenLinks } from './token-store.js';
import { dropMade } from '../../register/forgetting/forgotten-rows-store.js';

export const linkToken: StatementKind<TokenLinkBody> = {
  kind: 'link-token',
  description:
    'Who registered a work, claims it, or owns a share of it or did, states that a token (ERC-721) stands for it, and whose the token was at a block. It is evidence, and moves no title: whoever has a token need not own the work, and the other way round.',
  body: tokenLinkSchema,
  role: 'witness-of-history',
  subject: (body) => body.work,
  sentence: ({ work, chainId, contract, tokenId, owner, blockNumber }) =>
    `I state that token ${tokenId} of ${contract} on chain ${chainId}, owned by ${owner} at block ${blockNumber}, stands for ${work}.`,
  files: () => [],
  touches: (body) => [body.work],
  keys: () => [],

  async decide(tables, { signer, issuedAt, body }) {
    const work = await workById(tables, body.work);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${body.work} is not registered here.`, { work: body.work });
    await requireEventCapacity(tables, { work, signer });
    if (body.blockTime > issuedAt)
      throw new Refusal(
        'DATED_IN_THE_FUTURE',
        `The block is of ${body.blockTime}, after the statement itself (${issuedAt}).`,
        { blockTime: body.blockTime, issuedAt },
      );
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const work = await workById(tables, body.work);
    if (!work) throw new Error(`${body.work} was registered before and is gone`);
    await saveTokenLink(tables, {
      ...body,
      id: idOf('token', cid),
      statementIndex: index,
      blockNumber: BigInt(body.blockNumber),
      blockTime: new Date(body.blockTime),
      linkedBy: signer,
      capacity: await requireEventCapacity(tables, { work, signer }),
      linkedAt: recordedAt,
    });
  },

  forgetting: { remains: () => null, forget: (tables, { index }) => dropMade(tables, TokenLinks, index) },
};
