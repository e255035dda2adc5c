import { usePersonWords } from '../parts/known-names.js';
import { withdrawDerivation } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ChoiceField } from './choice-field.js';
import { textOf } from './form-text.js';
import { WithdrawalForm } from './withdrawal-form.js';

/** Who declared from what the work derives upholds it no more. */
export function WithdrawDerivation({ can, whyNot, onRecorded }: ActGiven) {
  const inWords = usePersonWords();
  return (
    <WithdrawalForm
      kind="withdraw-derivation"
      record={withdrawDerivation}
      whyNot={whyNot}
      onRecorded={onRecorded}
      named={(form) => ({ derivation: textOf(form, 'derivation') })}
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
    </WithdrawalForm>
  );
}
