import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StatementKind } from '../register/statement-kind.js';
import { chainHeads, makingsById, saveSteps, stepCount } from './making-store.js';
import { firstHead, MOST_STEPS_OF_MAKING, nextHead, stepsBodySchema, type StepsBody } from './making-step.js';

export const recordSteps: StatementKind<StepsBody> = {
  kind: 'record-steps',
  description:
    'A maker records steps of a making, chained to all their own before: files that came into being, by their digests, and what is said of them. The files stay with their maker. When the register took them is what shows that they were recorded while the work was made; the times within are those of the maker.',
  body: stepsBodySchema,
  role: 'maker',
  subject: ({ making }) => making,
  sentence: ({ making, steps }) =>
    `I record ${steps.length === 1 ? 'a step' : `${steps.length} steps`} of ${making}.`,
  files: () => [],
  touches: ({ making }) => [making],
  keys: () => [],

  async decide(tables, { signer, issuedAt, body: { making: id, after, steps } }) {
    const [making] = await makingsById(tables, [id]);
    if (!making) throw new Refusal('MAKING_UNKNOWN', `${id} is not recorded here.`, { making: id });
    const keys = (await keysOfPersons(tables, [signer]))(signer);
    if (!making.makers.some((maker) => keys.includes(maker)))
      throw new Refusal('NOT_ALLOWED', `${signer} is not among the makers of ${id}.`, { making: id, signer });
    const head = await headOf(tables, id, signer);
    if (after !== head)
      throw new Refusal(
        'CHAIN_BROKEN',
        `The steps go on from ${after}; the last step of ${signer} in ${id} has the head ${head}. Chain them to that.`,
        { making: id, head },
      );
    const recorded = await stepCount(tables, id);
    if (recorded + steps.length > MOST_STEPS_OF_MAKING)
      throw new Refusal(
        'MAKING_FULL',
        `${id} has ${recorded} steps, and takes ${MOST_STEPS_OF_MAKING}. Begin another making; a claim may name several.`,
        { making: id, steps: recorded },
      );
    const future = steps.find(({ at }) => at > issuedAt);
    if (future)
      throw new Refusal(
        'DATED_IN_THE_FUTURE',
        `A step is dated ${future.at}, after the statement itself (${issuedAt}). Set the clock and sign again.`,
        { at: future.at, issuedAt },
      );
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const { making, after } = body;
    let head = after;
    const steps = body.steps.map((step, position) => {
      head = nextHead(head, step);
      return {
        making,
        statementIndex: index,
        position,
        maker: signer,
        statement: cid,
        recordedAt,
        head,
        step,
      };
    });
    await saveSteps(tables, steps);
  },

  forgetting: {
    instead:
      'Its steps are a chain, which nobody could follow any more. What was withheld in them is erased by its maker: raisonne erase.',
  },
};

async function headOf(
  tables: Parameters<typeof chainHeads>[0],
  making: string,
  maker: string,
): Promise<string> {
  const heads = await chainHeads(tables, [making]);
  return heads.find((one) => one.maker === maker)?.head ?? firstHead(making, maker);
}
