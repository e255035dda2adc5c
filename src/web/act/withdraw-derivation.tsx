import { Field } from '../parts/field.js';
import { usePersonWords } from '../parts/known-names.js';
import { withdrawDerivation } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ChoiceField } from './choice-field.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Who declared from what the work derives upholds it no more. */
export function WithdrawDerivation({ can, whyNot, onRecorded }: ActGiven) {
  const inWords = usePersonWords();
  return (
    <StatementForm
      button="Sign the withdrawal"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => ({
        kind: 'withdraw-derivation',
        record: withdrawDerivation,
        body: { derivation: textOf(form, 'derivation'), ...filled({ reason: textOf(form, 'reason') }) },
      })}
    >
      <p>You no longer say that it derives from that work. What you said stays on record as withdrawn.</p>
      <ChoiceField
        label="From which work"
        name="derivation"
        options={can.endedDerivations.map(({ id, source, declaredBy }) => ({
          id,
          words: `“${source.title}”, declared by ${inWords(declaredBy.id)}`,
        }))}
      />
      <Field label="Why, public" name="reason" isLong maxLength={2000} />
    </StatementForm>
  );
}
