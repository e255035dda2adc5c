import { GROUNDS } from '../parts/dispute-words.js';
import { optionsOf, SelectField } from '../parts/select-field.js';
import { AccountFields, readAccount } from './account-fields.js';
import { openDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ClaimField } from './claim-field.js';
import { textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

/** Somebody contests a claim. */
export const OpenDispute = ({ can, whyNot, onRecorded }: ActGiven) => (
  <StatementForm
    button="Sign the dispute"
    onRecorded={onRecorded}
    whyNot={whyNot}
    read={async (form) => {
      const { said, uploads } = await readAccount(form);
      const body = { claim: textOf(form, 'claim'), ground: textOf(form, 'ground'), ...said };
      return { kind: 'open-dispute', record: openDispute, body, uploads };
    }}
  >
    <ClaimField claims={can.contested} />
    <SelectField label="On which ground" name="ground">
      {optionsOf(GROUNDS)}
    </SelectField>
    <AccountFields label="What you say" />
  </StatementForm>
);
