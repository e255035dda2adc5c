import { Field } from '../parts/field.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { TRAINING_USES } from '../work/rights.js';
import { stateTrainingPreference } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

const PREFERENCES = [
  ['not-allowed', 'Not allowed'],
  ['constrained', 'Allowed on my terms'],
  ['allowed', 'Allowed'],
] as const;

/** Who speaks for the work states what machines may learn from it. */
export const StateTrainingPreference = ({ work, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the preference"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => ({
      kind: 'state-training-preference',
      record: stateTrainingPreference,
      body: {
        work: work.id,
        ...Object.fromEntries(TRAINING_USES.map(({ name }) => [name, textOf(form, name)])),
        ...filled({ constraints: textOf(form, 'constraints'), policy: textOf(form, 'policy') }),
      },
    })}
  >
    <p>
      Your last word is in force. It goes out with the work’s picture and with each of its files; whether
      others heed it, nobody can promise.
    </p>
    <div className="fields">
      {TRAINING_USES.map(({ name, field, words }) => (
        <SelectField
          key={name}
          label={words}
          name={name}
          defaultValue={work.trainingPreference?.[field].toLowerCase().replaceAll('_', '-') ?? 'not-allowed'}
        >
          {optionsOf(PREFERENCES)}
        </SelectField>
      ))}
      <Field
        label="Your terms, in words"
        name="constraints"
        isLong
        isWide
        maxLength={2000}
        hint="These, or their address, where something is allowed on your terms"
      />
      <Field label="Where your terms are" name="policy" isWide maxLength={500} placeholder="https://…" />
    </div>
  </StatementForm>
);
