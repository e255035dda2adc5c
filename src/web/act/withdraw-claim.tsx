import { withdrawClaim } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ClaimField } from './claim-field.js';
import { textOf } from './form-text.js';
import { WithdrawalForm } from './withdrawal-form.js';

/** A claimant upholds their claim no more. */
export const WithdrawClaim = ({ work, can, whyNot, onRecorded }: ActGiven) => (
  <WithdrawalForm
    kind="withdraw-claim"
    record={withdrawClaim}
    whyNot={whyNot}
    onRecorded={onRecorded}
    named={(form) => ({ claim: textOf(form, 'claim') })}
    lastWord={() =>
      `You state that you no longer claim to have made “${work.title}”. Once it is signed this claim cannot be taken up again.`
    }
  >
    <p>You no longer claim to have made it. The claim stays on record as withdrawn.</p>
    <ClaimField claims={can.withdrawn} />
  </WithdrawalForm>
);
