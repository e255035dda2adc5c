import { usePersonWords } from '../parts/known-names.js';
import { ChoiceField } from './choice-field.js';
import type { Possible } from './possible.js';

/** Which of several claims it is about. */
export function ClaimField({ claims }: { readonly claims: Possible['contested'] }) {
  const inWords = usePersonWords();
  return (
    <ChoiceField
      label="Which claim"
      name="claim"
      options={claims.map(({ id, by }) => ({
        id,
        words: `of ${by.map(({ person }) => inWords(person.id)).join(', ')}`,
      }))}
    />
  );
}
