import * as z from 'zod';
import { CAPACITIES, type Capacity } from '../claims/capacity.js';
import { workIdSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';

/** What CAWG's training and data mining assertion 1.1 parts; each by its own name there, with `cawg.` before it. */
export const TRAINING_USES = [
  'ai_training',
  'ai_generative_training',
  'ai_inference',
  'data_mining',
] as const;
export type TrainingUse = (typeof TRAINING_USES)[number];

/** `constrained` permits on terms that are told beside it. */
export const USE_PREFERENCES = ['allowed', 'not-allowed', 'constrained'] as const;
export type UsePreference = (typeof USE_PREFERENCES)[number];

const preference = z.enum(USE_PREFERENCES);

export const trainingPreferenceSchema = z
  .strictObject({
    work: workIdSchema,
    ai_training: preference.describe('Training of models that generate nothing'),
    ai_generative_training: preference.describe('Training of models that generate'),
    ai_inference: preference.describe('Use as an input of a model'),
    data_mining: preference.describe('Text and data mining'),
    constraints: plainText(2000)
      .optional()
      .describe('On which terms what is constrained is permitted, in words'),
    policy: z
      .string()
      // It goes out in a header: printable ASCII alone.
      .regex(/^https:\/\/[\x21-\x7e]+$/, 'is no https URL in ASCII')
      .max(500)
      .optional()
      .describe('Where the terms are (https), such as a policy by ODRL: goes out as tdm-policy'),
  })
  .refine(
    (body) =>
      body.constraints !== undefined ||
      body.policy !== undefined ||
      TRAINING_USES.every((use) => body[use] !== 'constrained'),
    'is constrained and tells no terms: give constraints or policy',
  );

export type TrainingPreferenceBody = Readonly<z.infer<typeof trainingPreferenceSchema>>;

/** What somebody who speaks for a work states of its use by machines. */
export interface TrainingPreference {
  /** CID of the statement. */
  readonly statement: string;
  readonly statementIndex: bigint;
  readonly work: string;
  readonly uses: Readonly<Record<TrainingUse, UsePreference>>;
  readonly constraints: string | null;
  readonly policyUrl: string | null;
  /** Address of the key that signed it. */
  readonly statedBy: string;
  readonly capacity: Capacity;
  readonly statedAt: Date;
}

/**
 * Of what is stated of one work, in the order of the register, what goes out with it: the last word of who speaks most strongly. What a
 * competing claimant states, whom anybody can be, stands in the register and goes out with nothing.
 */
export function preferenceInForce(stated: readonly TrainingPreference[]): TrainingPreference | null {
  for (const capacity of CAPACITIES.filter((one) => one !== 'competing-claimant')) {
    const last = stated.findLast((one) => one.capacity === capacity);
    if (last) return last;
  }
  return null;
}

/** Whether text and data mining is reserved (TDM Reservation Protocol, W3C CG 2024, §3): anything but allowed is. */
export const isMiningReserved = ({ uses }: Pick<TrainingPreference, 'uses'>): boolean =>
  uses.data_mining !== 'allowed';

/** The value of PLUS' property Data Mining (LDF 2.0.1) that says most of what is stated; what it cannot say stands in the assertion. */
export function plusDataMining({ uses }: Pick<TrainingPreference, 'uses'>): string {
  const is = (use: TrainingUse, value: UsePreference) => uses[use] === value;
  const all = (value: UsePreference) => TRAINING_USES.every((use) => is(use, value));
  if (all('allowed')) return 'DMI-ALLOWED';
  if (TRAINING_USES.some((use) => is(use, 'constrained'))) return 'DMI-PROHIBITED-SEECONSTRAINT';
  if (is('data_mining', 'not-allowed')) return 'DMI-PROHIBITED';
  if (is('ai_training', 'not-allowed')) return 'DMI-PROHIBITED-AIMLTRAINING';
  // Of use as an input alone PLUS says nothing.
  return is('ai_generative_training', 'not-allowed') ? 'DMI-PROHIBITED-GENAIMLTRAINING' : 'DMI-UNSPECIFIED';
}
