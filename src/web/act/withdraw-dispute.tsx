import { Field } from '../parts/field.js';
import { withdrawDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { DisputeField, readDispute, useDisputeWords } from './dispute-field.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Whoever raised a dispute contests no more. */
export function WithdrawDispute({ can: { endedDisputes: disputes }, whyNot, onRecorded }: ActGiven) {
  const inWords = useDisputeWords();
  return (
    <StatementForm
      button="Sign the withdrawal"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => {
        const { dispute, named } = readDispute(form, { disputes });
        return {
          kind: 'withdraw-dispute',
          record: withdrawDispute,
          body: { ...named, ...filled({ reason: textOf(form, 'reason') }) },
          lastWord:
            dispute &&
            `You contest no more (${inWords(dispute)}). It cannot be taken up again; another can be raised.`,
        };
      }}
    >
      <p>It stays on record as withdrawn, and contests nothing more.</p>
      <DisputeField disputes={disputes} />
      <Field label="Why, public" name="reason" isLong maxLength={2000} />
    </StatementForm>
  );
}
