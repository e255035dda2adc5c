import type * as z from 'zod';
import type { StatementKind } from '../../register/statement-kind.js';
import { provenanceWithdrawalSchema } from './provenance-event.js';
import { endEvents } from './provenance-store.js';
import { checkOwnEvents } from './record-provenance.js';

export const withdrawProvenance: StatementKind<Readonly<z.infer<typeof provenanceWithdrawalSchema>>> = {
  kind: 'withdraw-provenance',
  description:
    'Who stated events of a provenance takes some of them back. They stay in the register, and in every answer as of a day before.',
  body: provenanceWithdrawalSchema,
  role: 'witness-of-history',
  subject: (body) => body.work,
  sentence: ({ work, events }) =>
    `I take back ${events.length === 1 ? 'an event' : `${events.length} events`} that I stated of the provenance of ${work}.`,
  files: () => [],
  touches: (body) => [body.work],
  keys: () => [],

  async decide(tables, { signer, body: { work, events } }) {
    await checkOwnEvents(tables, { signer, work, events });
    return null;
  },

  async apply(tables, { cid, recordedAt, statement: { body } }) {
    await endEvents(tables, { events: body.events, at: recordedAt, by: cid });
  },

  // No row has its reason.
  forgetting: { remains: ({ work, events }) => ({ work, events }) },
};
