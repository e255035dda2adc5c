import { isEqualBytes } from '../lib/bytes.js';
import { isConsistent, type TreeHead } from '../lib/merkle.js';
import type { Submission } from './submission.js';

/**
 * - `consistent`: it continues the last head.
 * - `malformed`: it claims to continue a larger head than it is.
 * - `from elsewhere`: it continues another size than that of the last head.
 * - `forked`: it is another tree of the same size. The log signed both, and that proves it.
 * - `not proved`: the consistency proof does not lead from the last head to it.
 */
export type Judgement = 'consistent' | 'malformed' | 'from elsewhere' | 'forked' | 'not proved';

/** Whether a witness may cosign the next head after the last one (c2sp.org/tlog-witness, add-checkpoint). */
export function judgeHead(
  { oldSize, proof }: Pick<Submission, 'oldSize' | 'proof'>,
  { last, next }: { last: TreeHead; next: TreeHead },
): Judgement {
  if (oldSize > next.size) return 'malformed';
  if (oldSize !== last.size) return 'from elsewhere';
  const isFork = next.size === last.size && next.size > 0n && !isEqualBytes(next.root, last.root);
  if (isFork) return 'forked';
  return isConsistent(last, next, proof) ? 'consistent' : 'not proved';
}
