import { SelectField } from '../parts/select-field.js';
import { personInWords } from '../parts/words.js';
import type { Possible } from './possible.js';

/** Which of several claims it is about. */
export function ClaimField({ claims }: { readonly claims: Possible['contested'] }) {
  const [only, ...others] = claims;
  if (only && others.length === 0) return <input type="hidden" name="claim" value={only.id} />;
  return (
    <SelectField label="Which claim" name="claim">
      {claims.map(({ id, by }) => (
        <option key={id} value={id}>
          of {by.map(({ person }) => personInWords(person.id)).join(', ')}
        </option>
      ))}
    </SelectField>
  );
}
