import { Field } from '../parts/field.js';
import { withdrawClaim } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ClaimField } from './claim-field.js';
import { filled, textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** A claimant upholds their claim no more. */
export const WithdrawClaim = ({ work, can, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the withdrawal"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => ({
      kind: 'withdraw-claim',
      record: withdrawClaim,
      body: { claim: textOf(form, 'claim'), ...filled({ reason: textOf(form, 'reason') }) },
      lastWord: `You state that you no longer claim to have made “${work.title}”. Once it is signed this claim cannot be taken up again.`,
    })}
  >
    <p>You no longer claim to have made it. The claim stays on record as withdrawn.</p>
    <ClaimField claims={can.withdrawn} />
    <Field label="Why, public" name="reason" isLong maxLength={2000} />
  </StatementForm>
);
