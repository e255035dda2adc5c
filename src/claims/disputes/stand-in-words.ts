import type { DisputeState, Stand } from './dispute.js';

const STATES: Readonly<Record<DisputeState, string>> = {
  open: 'open: not answered, which decides nothing',
  answered: 'answered',
  'outcome-stated': 'an outcome is stated by one side alone, not decided',
  decided: 'decided',
  withdrawn: 'withdrawn',
};

/** Such as "decided: rejected", and of what one side alone says that it is so: an outcome by itself would look like a result. */
export const standInWords = ({ state, outcome }: Stand): string =>
  [STATES[state], ...(outcome === null ? [] : [outcome.replaceAll('-', ' ')])].join(': ');

/** How a dispute stands, as documents say it, of what the API answers (OUTCOME_STATED). */
export const shownStandInWords = ({
  state,
  outcome,
}: {
  readonly state: string;
  readonly outcome: string | null;
}): string =>
  standInWords({
    state: ofApi(state) as Stand['state'], // the API's enums are made of these
    outcome: outcome === null ? null : (ofApi(outcome) as Stand['outcome']),
  });

const ofApi = (name: string): string => name.toLowerCase().replaceAll('_', '-');
