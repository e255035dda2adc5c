import type { ClaimedRecord } from '../claimed-record.js';
import type { GenerationAccount } from '../generation-account.js';
import type { Finding } from './finding.js';

const FIELDS = ['tool', 'seed'] as const;

/**
 * Whether the claim's record within credentials says of tool and seed what the file itself says. A claimant may know better: where the record tells
 * the correction, or where several records are of several makings and one agrees, there is nothing to find.
 */
export function checkRecord(account: GenerationAccount | null, record: ClaimedRecord | null): Finding[] {
  if (!account || !record || record.generations.length === 0) return [];
  const differing = FIELDS.filter((field) => {
    const read = account[field];
    return (
      read !== null &&
      record.generations.every(
        (generation) =>
          generation[field] !== undefined &&
          generation[field] !== read &&
          !generation.corrections?.some((correction) => correction.field === field),
      )
    );
  });
  return differing.map((field) => ({
    code: 'RECORD_DIFFERS',
    message: `The claim's record within the credentials says that the ${field} is ${record.generations[0]?.[field]}, and the file's own text that it is ${account[field]}. A correction in the claim, or a record of each making, would clear this.`,
  }));
}
