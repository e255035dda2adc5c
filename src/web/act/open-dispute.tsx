import { optionsOf, SelectField } from '../parts/select-field.js';
import { AccountFields, readAccount } from './account-fields.js';
import { openDispute } from './act.generated.js';
import type { ActGiven } from './act-given.js';
import { ClaimField } from './claim-field.js';
import { textOf } from './form-text.js';
import { StatementForm } from './statement-form.js';

const GROUNDS = [
  ['authorship', 'Somebody else made it'],
  ['co-authorship', 'An author is not named'],
  ['copied', 'It takes from a work of another without permission'],
  ['false-record', 'What is recorded of how it was made is not so'],
  ['title', 'Whoever is shown as its owner is not'],
  ['consent', 'A person is shown, or their data used, without consent'],
  ['other', 'Something else'],
] as const;

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
