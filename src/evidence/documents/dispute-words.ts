import type { RecordedDispute } from './recorded-dispute.js';

const STATES: Readonly<Record<RecordedDispute['state'], string>> = {
  open: 'open: not answered, which decides nothing',
  answered: 'answered',
  'outcome-stated': 'an outcome is stated by one side alone',
  decided: 'decided',
  withdrawn: 'withdrawn',
};

/** How a dispute stands, such as "contested: answered" or "decided: rejected; it contests the claim no more". */
export function disputeInWords({
  state,
  outcome,
  isContesting,
}: Pick<RecordedDispute, 'state' | 'outcome' | 'isContesting'>): string {
  const told = [STATES[state], ...(outcome === null ? [] : [outcome.replaceAll('-', ' ')])].join(': ');
  return isContesting ? `contested: ${told}` : `${told}; it contests the claim no more`;
}
