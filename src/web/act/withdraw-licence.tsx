import { Field } from '../parts/field.js';
import { usePersonWords } from '../parts/known-names.js';
import { withdrawLicence } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ChoiceField } from './choice-field.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Who granted a licence offers it no more. */
export function WithdrawLicence({ work, can, whyNot, onRecorded }: ActGiven) {
  const inWords = usePersonWords();
  return (
    <StatementForm
      button="Sign the withdrawal"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => ({
        kind: 'withdraw-licence',
        record: withdrawLicence,
        body: { licence: textOf(form, 'licence'), ...filled({ reason: textOf(form, 'reason') }) },
        lastWord: `You no longer offer the licence of “${work.title}”. Once it is signed this licence cannot be granted again; another can.`,
      })}
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
      <Field label="Why, public" name="reason" isLong maxLength={2000} />
    </StatementForm>
  );
}
