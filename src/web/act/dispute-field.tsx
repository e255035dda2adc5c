import { shownStandInWords } from '../../claims/disputes/stand-in-words.js';
import { groundInWords, outcomeInWords } from '../parts/dispute-words.js';
import { usePersonWords } from '../parts/known-names.js';
import { dayInWords } from '../parts/words.js';
import { ChoiceField } from './choice-field.js';
import { textOf } from './form-text.js';
import type { DisputeOfClaim } from './possible.js';

/** Characters of what was said: the claims of the page have all of it. */
const MOST_QUOTED = 300;

interface Given {
  readonly disputes: readonly DisputeOfClaim[];
  /** Which is chosen to begin with: the first, unless this is told. */
  readonly initial?: string | undefined;
}

/** Which of several disputes it is about, with what was said last in it. */
export function DisputeField({ disputes, initial }: Given) {
  const inWords = useDisputeWords();
  const personInWords = usePersonWords();
  return (
    <ChoiceField
      label="Which dispute"
      name="dispute"
      initial={initial}
      options={disputes.map((dispute) => {
        const { statedBy, outcome, account } = dispute.entries.at(-1) ?? {
          statedBy: dispute.raisedBy,
          outcome: null,
          account: dispute.account,
        };
        const said = [outcome && `it ended: ${outcomeInWords(outcome)}`, account].filter(Boolean).join('. ');
        return {
          id: dispute.id,
          words: inWords(dispute),
          more: `Said last, by ${personInWords(statedBy.id)}: ${said.length > MOST_QUOTED ? `${said.slice(0, MOST_QUOTED)} …` : said}`,
        };
      })}
    />
  );
}

/** A dispute among all of a work: one person may contest several claims of it, on one ground, and more than once. */
export function useDisputeWords(): (dispute: DisputeOfClaim) => string {
  const personInWords = usePersonWords();
  return ({ ground, raisedBy, raisedAt, state, outcome, claimants }) =>
    `${groundInWords(ground)}: ${personInWords(raisedBy.id)} against ${claimants.map(personInWords).join(', ')}, ${dayInWords(raisedAt)} (${shownStandInWords({ state, outcome })})`;
}

/** The dispute that was chosen, and how the body of a statement names it. */
export function readDispute(form: FormData, { disputes }: Pick<Given, 'disputes'>) {
  const dispute = disputes.find(({ id }) => id === textOf(form, 'dispute'));
  return { dispute, named: { claim: dispute?.claim, dispute: dispute?.id } };
}
