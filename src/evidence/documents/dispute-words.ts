import { standInWords } from '../../claims/disputes/stand-in-words.js';
import type { Stand } from '../../claims/disputes/dispute.js';
import type { RecordedDispute } from './recorded-dispute.js';
import type { WorkFacts } from './work-record.js';

/** How a dispute stands, such as "contested: answered" or "decided: rejected; it contests the claim no more". */
export function disputeInWords({
  isContesting,
  ...stand
}: Stand & Pick<RecordedDispute, 'isContesting'>): string {
  const told = standInWords(stand);
  return isContesting ? `contested: ${told}` : `${told}; it contests the claim no more`;
}

/** What contests a claim, each with its ids; none where nothing does. */
export function contestsInWords(
  { claims, disputes }: Pick<WorkFacts, 'claims' | 'disputes'>,
  claim: string,
): string[] {
  const rivals = claims.find(({ id }) => id === claim)?.contestedBy ?? [];
  return [
    ...(rivals.length > 0 ? [`The claim ${claim} is contested by ${rivals.join(', ')}.`] : []),
    ...disputes
      .filter((dispute) => dispute.claim === claim && dispute.isContesting)
      .map(
        ({ id, ground, ...stand }) =>
          `The claim ${claim} is disputed by ${id} (${ground}): ${standInWords(stand)}.`,
      ),
  ];
}
