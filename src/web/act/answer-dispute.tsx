import { SelectField } from '../parts/select-field.js';
import { codeInWords, personInWords } from '../parts/words.js';
import { AccountFields, readAccount } from './account-fields.js';
import { answerDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** A claimant answers a dispute. */
export function AnswerDispute({ can: { answered: disputes }, whyNot, onRecorded }: ActGiven) {
  return (
    <StatementForm
      button="Sign the answer"
      onRecorded={onRecorded}
      whyNot={whyNot}
      read={async (form) => {
        const { said, uploads } = await readAccount(form);
        const dispute = disputes.find(({ id }) => id === textOf(form, 'dispute'));
        const body = { claim: dispute?.claim, dispute: dispute?.id, ...said };
        return { kind: 'answer-dispute', record: answerDispute, body, uploads };
      }}
    >
      <SelectField label="Which dispute" name="dispute">
        {disputes.map(({ id, ground, raisedBy }) => (
          <option key={id} value={id}>
            {codeInWords(ground)}, by {personInWords(raisedBy.id)}
          </option>
        ))}
      </SelectField>
      <AccountFields label="Your answer" />
    </StatementForm>
  );
}
