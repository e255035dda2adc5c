import { personInWords } from '../parts/words.js';
import { ChoiceField } from './choice-field.js';
import type { Possible } from './possible.js';

/** Which of several claims it is about. */
export const ClaimField = ({ claims }: { readonly claims: Possible['contested'] }) => (
  <ChoiceField
    label="Which claim"
    name="claim"
    options={claims.map(({ id, by }) => ({
      id,
      words: `of ${by.map(({ person }) => personInWords(person.id)).join(', ')}`,
    }))}
  />
);
