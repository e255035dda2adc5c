import { coSignClaim } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ClaimField } from './claim-field.js';
import { textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Who is named in a claim signs it too. */
export const CoSignClaim = ({ can, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the claim"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => ({
      kind: 'co-sign-claim',
      record: coSignClaim,
      body: { claim: textOf(form, 'claim') },
    })}
  >
    <p>You state that the claim, as it stands above, is yours too. Read what it says of the making first.</p>
    <ClaimField claims={can.coSigned} />
  </StatementForm>
);
