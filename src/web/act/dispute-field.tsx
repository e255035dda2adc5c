import { groundInWords } from '../parts/dispute-words.js';
import { usePersonWords } from '../parts/known-names.js';
import { codeInWords, dayInWords } from '../parts/words.js';
import { ChoiceField } from './choice-field.js';
import { textOf } from './form-text.js';
import type { DisputeOfClaim } from './possible.js';

interface Given {
  readonly disputes: readonly DisputeOfClaim[];
}

/** Which of several disputes it is about, with what was said last in it. */
export function DisputeField({ disputes }: Given) {
  const inWords = useDisputeWords();
  const personInWords = usePersonWords();
  return (
    <ChoiceField
      label="Which dispute"
      name="dispute"
      options={disputes.map((dispute) => {
        const { statedBy, account } = dispute.entries.findLast((entry) => entry.account !== null) ?? {
          statedBy: dispute.raisedBy,
          account: dispute.account,
        };
        return {
          id: dispute.id,
          words: inWords(dispute),
          more: `Said last, by ${personInWords(statedBy.id)}: ${account}`,
        };
      })}
    />
  );
}

/** A dispute among all of a work: one person may contest several claims of it, on one ground, and more than once. */
export function useDisputeWords(): (dispute: DisputeOfClaim) => string {
  const personInWords = usePersonWords();
  return ({ ground, raisedBy, raisedAt, state, claimants }) =>
    `${groundInWords(ground)}: ${personInWords(raisedBy.id)} against ${claimants.map(personInWords).join(', ')}, ${dayInWords(raisedAt)} (${codeInWords(state)})`;
}

/** The dispute that was chosen, and how the body of a statement names it. */
export function readDispute(form: FormData, { disputes }: Given) {
  const dispute = disputes.find(({ id }) => id === textOf(form, 'dispute'));
  return { dispute, named: { claim: dispute?.claim, dispute: dispute?.id } };
}
