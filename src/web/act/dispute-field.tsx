import { codeInWords, dayInWords, personInWords } from '../parts/words.js';
import { ChoiceField } from './choice-field.js';
import { textOf } from './form-text.js';
import type { DisputeOfClaim } from './possible.js';

interface Given {
  readonly disputes: readonly DisputeOfClaim[];
}

/** Which of several disputes it is about. */
export const DisputeField = ({ disputes }: Given) => (
  <ChoiceField
    label="Which dispute"
    name="dispute"
    options={disputes.map((dispute) => ({ id: dispute.id, words: disputeInWords(dispute) }))}
  />
);

/** A dispute among all of a work: one person may contest several claims of it, on one ground, and more than once. */
export const disputeInWords = ({ ground, raisedBy, raisedAt, state, claimants }: DisputeOfClaim): string =>
  `${codeInWords(ground)}: ${personInWords(raisedBy.id)} against ${claimants.map(personInWords).join(', ')}, ${dayInWords(raisedAt)} (${codeInWords(state)})`;

/** The dispute that was chosen, and how the body of a statement names it. */
export function readDispute(form: FormData, { disputes }: Given) {
  const dispute = disputes.find(({ id }) => id === textOf(form, 'dispute'));
  return { dispute, named: { claim: dispute?.claim, dispute: dispute?.id } };
}
