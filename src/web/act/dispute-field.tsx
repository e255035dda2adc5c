import { SelectField } from '../parts/select-field.js';
import { codeInWords, personInWords } from '../parts/words.js';
import { textOf } from './form-text.js';
import type { Possible } from './possible.js';

type Disputes = Possible['answered'];

/** Which of several disputes it is about. */
export const DisputeField = ({ disputes }: { readonly disputes: Disputes }) => (
  <SelectField label="Which dispute" name="dispute">
    {disputes.map(({ id, ground, raisedBy }) => (
      <option key={id} value={id}>
        {codeInWords(ground)}, by {personInWords(raisedBy.id)}
      </option>
    ))}
  </SelectField>
);

/** The dispute that was chosen, with the claim that it is about, for the body of a statement. */
export function readDispute(form: FormData, disputes: Disputes) {
  const dispute = disputes.find(({ id }) => id === textOf(form, 'dispute'));
  return { claim: dispute?.claim, dispute: dispute?.id };
}
