import { AccountFields, readAccount } from './account-fields.js';
import { answerDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { DisputeField, readDispute } from './dispute-field.js';
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
        const body = { ...readDispute(form, { disputes }).named, ...said };
        return { kind: 'answer-dispute', record: answerDispute, body, uploads };
      }}
    >
      <DisputeField disputes={disputes} />
      <AccountFields label="Your answer" />
    </StatementForm>
  );
}
