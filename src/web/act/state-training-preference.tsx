import { AskProblem } from '../ask/ask.js';
import { Field } from '../parts/field.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { nameInStatements } from '../parts/words.js';
import { PREFERENCES, TRAINING_USES } from '../work/rights.js';
import { stateTrainingPreference } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Who speaks for the work states what machines may learn from it. */
export const StateTrainingPreference = ({ work, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the preference"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => {
      const stated = Object.fromEntries(TRAINING_USES.map(({ name }) => [name, textOf(form, name)]));
      const terms = filled({ constraints: textOf(form, 'constraints'), policy: textOf(form, 'policy') });
      if (Object.values(stated).includes('constrained') && Object.keys(terms).length === 0)
        throw new AskProblem('NO_TERMS', 'Something is allowed on your terms: say which, or where they are.');
      return {
        kind: 'state-training-preference',
        record: stateTrainingPreference,
        body: { work: work.id, ...stated, ...terms },
      };
    }}
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
          defaultValue={nameInStatements(work.trainingPreference?.[field] ?? 'NOT_ALLOWED')}
        >
          {optionsOf(
            Object.entries(PREFERENCES).map(([value, preference]) => [nameInStatements(value), preference]),
          )}
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
