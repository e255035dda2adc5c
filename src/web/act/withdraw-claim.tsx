import { Field } from '../parts/field.js';
import { withdrawClaim } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ClaimField } from './claim-field.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** A claimant upholds their claim no more. */
export const WithdrawClaim = ({ work, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the withdrawal"
    onRecorded={onRecorded}
    read={async (form) => ({
      kind: 'withdraw-claim',
      record: withdrawClaim,
      body: { claim: textOf(form, 'claim'), ...filled({ reason: textOf(form, 'reason') }) },
    })}
  >
    <p>You no longer claim to have made it. The claim stays on record as withdrawn.</p>
    <ClaimField work={work} />
    <Field label="Why, public" name="reason" isLong maxLength={2000} />
  </StatementForm>
);
