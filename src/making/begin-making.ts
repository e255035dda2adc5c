import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { StatementKind } from '../register/statement-kind.js';
import { Makings, saveMaking } from './making-store.js';
import { makingBodySchema, type MakingBody } from './making.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';

export const beginMaking: StatementKind<MakingBody> = {
  kind: 'begin-making',
  description:
    'Persons begin a making: the ledger of acts that is kept while a work is made, before there is anything to register. Each records steps of their own by record-steps; claims name it by makings.',
  body: makingBodySchema,
  role: 'maker',
  // A making's id follows from the statement itself, so the subject is who begins it.
  subject: ({ makers }) => idOf('person', makers[0] ?? ''),
  sentence: ({ name, makers }) =>
    `I begin the ledger of a making${name === undefined ? '' : `, "${name}"`}${makers.length > 1 ? `, kept by ${makers.length} makers` : ''}.`,
  files: () => [],
  touches: () => [],
  keys: ({ makers }) => makers,

  async decide(_, { signer, body }) {
    if (body.makers[0] !== signer)
      throw new Refusal(
        'NOT_ALLOWED',
        `The making is begun by ${signer}, and its first maker is ${body.makers[0]}. Name yourself first.`,
        { signer },
      );
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { body } }) {
    await saveMaking(tables, {
      id: idOf('making', cid),
      statementIndex: index,
      name: body.name ?? null,
      makers: body.makers,
      begunAt: recordedAt,
    });
  },

  forgetting: {
    remains: ({ makers }) => ({ makers }),
    forget: (tables, { index }) => rewriteMade(tables, Makings, { index, to: { name: null } }),
  },
};
