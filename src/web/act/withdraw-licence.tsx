import { usePersonWords } from '../parts/known-names.js';
import { withdrawLicence } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ChoiceField } from './choice-field.js';
import { textOf } from './form-text.js';
import { WithdrawalForm } from './withdrawal-form.js';

/** Who granted a licence offers it no more. */
export function WithdrawLicence({ work, can, whyNot, onRecorded }: ActGiven) {
  const inWords = usePersonWords();
  return (
    <WithdrawalForm
      kind="withdraw-licence"
      record={withdrawLicence}
      whyNot={whyNot}
      onRecorded={onRecorded}
      named={(form) => ({ licence: textOf(form, 'licence') })}
      lastWord={() =>
        `You no longer offer the licence of “${work.title}”. Once it is signed this licence cannot be granted again; another can.`
      }
    >
      <p>
        The licence stays on record as withdrawn. Those of Creative Commons are offered no more; whoever
        received the work under one keeps it.
      </p>
      <ChoiceField
        label="Which licence"
        name="licence"
        options={can.endedLicences.map(({ id, name, grantedBy, to }) => ({
          id,
          words: `${name ?? 'Terms of its own'}, by ${inWords(grantedBy.id)}${to ? ` to ${inWords(to.id)}` : ''}`,
        }))}
      />
    </WithdrawalForm>
  );
}
