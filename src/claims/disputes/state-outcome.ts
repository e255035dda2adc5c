import { Refusal } from '../../lib/refusal.js';
import type { StatementKind } from '../../register/statement-kind.js';
import { outcomeSchema, type OutcomeBody } from './dispute.js';
import { applyEntry } from './apply-entry.js';
import { DisputeEntries } from './dispute-store.js';
import { checkSpeaker } from './find-side.js';
import { rewriteMade } from '../../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../../register/forgetting/remains.js';

export const stateOutcome: StatementKind<OutcomeBody> = {
  kind: 'state-outcome',
  description:
    'A side of a dispute states how it was decided or settled, and by whom. It counts as decided where both sides state the same, or one states what is against it; until then the claim stays contested.',
  body: outcomeSchema,
  role: 'party',
  subject: (body) => body.claim,
  sentence: ({ dispute, outcome, decidedBy, decidedOn }) =>
    `I state that ${dispute} was ${outcome.replaceAll('-', ' ')} on ${decidedOn} by ${decidedBy.slice(0, 200)}.`,
  files: ({ document }) => (document ? [document] : []),
  keys: () => [],

  async decide(tables, { signer, issuedAt, body: { claim, dispute, decidedOn } }) {
    await checkSpeaker(tables, { claim, dispute, signer });
    if (decidedOn > issuedAt.slice(0, 10))
      throw new Refusal(
        'DATED_IN_THE_FUTURE',
        `The outcome is dated ${decidedOn}, after the statement itself (${issuedAt}).`,
        { decidedOn, issuedAt },
      );
    return null;
  },

  apply: applyEntry,

  // How it was decided, and when, stays: on that it rests whether the claim is contested.
  forgetting: {
    remains: ({ claim, dispute, outcome, decidedOn, document }) => ({
      claim,
      dispute,
      outcome,
      decidedBy: ERASED,
      decidedOn,
      ...(document && { document }),
    }),
    forget: async (tables, { index, remains }) =>
      remains ? rewriteMade(tables, DisputeEntries, { index, to: { body: remains } }) : {},
  },
};
