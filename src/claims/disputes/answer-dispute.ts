import type { StatementKind } from '../../register/statement-kind.js';
import { answerSchema, type AnswerBody } from './dispute.js';
import { applyEntry } from './apply-entry.js';
import { DisputeEntries } from './dispute-store.js';
import { checkSpeaker } from './find-side.js';
import { rewriteMade } from '../../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../../register/forgetting/remains.js';

export const answerDispute: StatementKind<AnswerBody> = {
  kind: 'answer-dispute',
  description:
    'A claimant answers a dispute of the claim, or whoever raised it replies; with evidence. It decides nothing.',
  body: answerSchema,
  role: 'party',
  subject: (body) => body.claim,
  sentence: ({ dispute, claim }) => `I answer in ${dispute} about ${claim}.`,
  files: ({ evidence = [] }) => evidence,
  keys: () => [],

  async decide(tables, { signer, body: { claim, dispute } }) {
    await checkSpeaker(tables, { claim, dispute, signer });
    return null;
  },

  apply: applyEntry,

  forgetting: {
    remains: ({ claim, dispute, evidence }) => ({
      claim,
      dispute,
      account: ERASED,
      ...(evidence && { evidence }),
    }),
    forget: async (tables, { index, remains }) =>
      remains ? rewriteMade(tables, DisputeEntries, { index, to: { body: remains } }) : {},
  },
};
