import { requireCapacity } from '../claims/find-capacity.js';
import { Refusal } from '../lib/refusal.js';
import type { StatementKind } from '../register/statement-kind.js';
import { workById } from '../works/work-store.js';
import { savePreference, TrainingPreferences } from './training-preference-store.js';
import {
  TRAINING_USES,
  trainingPreferenceSchema,
  type TrainingPreferenceBody,
} from './training-preference.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';
import { ERASED } from '../register/forgetting/remains.js';

const WHAT = 'state what machines may learn from it';

export const stateTrainingPreference: StatementKind<TrainingPreferenceBody> = {
  kind: 'state-training-preference',
  description:
    'Who registered a work, or upholds a claim on it, states whether models may be trained with it and whether it may be mined (CAWG training and data mining, PLUS Data Mining, TDM Reservation Protocol). Their last statement is in force. It goes out with the work; whether others heed it, the register cannot say.',
  body: trainingPreferenceSchema,
  role: 'registrant-or-claimant',
  subject: (body) => body.work,
  sentence: (body) =>
    `Of ${body.work} I state: ${TRAINING_USES.map((use) => `${use.replaceAll('_', ' ')} ${body[use].replace('-', ' ')}`).join(', ')}.`,
  files: () => [],
  touches: (body) => [body.work],
  keys: () => [],

  async decide(tables, { signer, body: { work: id } }) {
    const work = await workById(tables, id);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${id} is not registered here.`, { work: id });
    await requireCapacity(tables, { work, signer }, WHAT);
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const work = await workById(tables, body.work);
    if (!work) throw new Error(`${body.work} was registered before and is gone`);
    const {
      ai_training,
      ai_generative_training,
      ai_inference,
      data_mining,
      constraints = null,
      policy = null,
    } = body;
    await savePreference(tables, {
      statement: cid,
      statementIndex: index,
      work: body.work,
      uses: { ai_training, ai_generative_training, ai_inference, data_mining },
      constraints,
      policyUrl: policy,
      statedBy: signer,
      capacity: await requireCapacity(tables, { work, signer }, WHAT),
      statedAt: recordedAt,
    });
  },

  // What is allowed stays, and that it was so on terms.
  forgetting: {
    remains: ({ constraints, policy, ...rest }) => ({ ...rest, ...termsLeft(constraints ?? policy) }),
    forget: (tables, { index, remains }) =>
      rewriteMade(tables, TrainingPreferences, {
        index,
        to: { constraints: remains?.constraints ?? null, policyUrl: null },
      }),
  },
};

const termsLeft = (terms: string | undefined) => (terms === undefined ? {} : { constraints: ERASED });
