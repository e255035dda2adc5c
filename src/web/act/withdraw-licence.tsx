import { Field } from '../parts/field.js';
import { SelectField } from '../parts/select-field.js';
import { personInWords } from '../parts/words.js';
import type { ShownWork } from '../work/work-page.js';
import { withdrawLicence } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

export const standingLicences = ({ licences }: ShownWork) =>
  licences.filter(({ withdrawnAt }) => withdrawnAt === null);

/** Who granted a licence offers it no more. */
export const WithdrawLicence = ({ work, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the withdrawal"
    onRecorded={onRecorded}
    read={async (form) => ({
      kind: 'withdraw-licence',
      record: withdrawLicence,
      body: { licence: textOf(form, 'licence'), ...filled({ reason: textOf(form, 'reason') }) },
    })}
  >
    <p>
      The licence stays on record as withdrawn. Those of Creative Commons are offered no more; whoever
      received the work under one keeps it.
    </p>
    <SelectField label="Which licence" name="licence">
      {standingLicences(work).map(({ id, name, grantedBy, to }) => (
        <option key={id} value={id}>
          {name ?? 'Terms of its own'}, by {personInWords(grantedBy.id)}
          {to ? ` to ${personInWords(to.id)}` : ''}
        </option>
      ))}
    </SelectField>
    <Field label="Why, public" name="reason" isLong maxLength={2000} />
  </StatementForm>
);
