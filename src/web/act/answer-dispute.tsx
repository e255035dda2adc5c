import { SelectField } from '../parts/select-field.js';
import { codeInWords, personInWords } from '../parts/words.js';
import type { ShownWork } from '../work/work-page.js';
import { AccountFields, readAccount } from './account-fields.js';
import { answerDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

export const openDisputes = (work: ShownWork) =>
  work.claims.edges.flatMap(({ node }) =>
    node.disputes
      .filter(({ state }) => state !== 'DECIDED' && state !== 'WITHDRAWN')
      .map((dispute) => ({ ...dispute, claim: node.id })),
  );

/** A claimant answers a dispute. */
export function AnswerDispute({ work, onRecorded }: ActGiven) {
  const disputes = openDisputes(work);
  return (
    <StatementForm
      button="Sign the answer"
      onRecorded={onRecorded}
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
