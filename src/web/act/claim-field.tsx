import { SelectField } from '../parts/select-field.js';
import { personInWords } from '../parts/words.js';
import type { ShownWork } from '../work/work-page.js';

export const standingClaims = (work: ShownWork) =>
  work.claims.edges.map(({ node }) => node).filter(({ status }) => status !== 'WITHDRAWN');

/** Which of several claims it is about. */
export function ClaimField({ work }: { readonly work: ShownWork }) {
  const [only, ...others] = standingClaims(work);
  if (only && others.length === 0) return <input type="hidden" name="claim" value={only.id} />;
  return (
    <SelectField label="Which claim" name="claim">
      {standingClaims(work).map(({ id, by }) => (
        <option key={id} value={id}>
          of {by.map(({ person }) => personInWords(person.id)).join(', ')}
        </option>
      ))}
    </SelectField>
  );
}
