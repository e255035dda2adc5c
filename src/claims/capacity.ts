import type { Work } from '../works/work.js';
import type { Claim, Claimant } from './claim.js';

/**
 * In which capacity a person speaks for a work, the strongest first. `competing-claimant`: their claim was made against
 * an earlier one, which anybody may do; so what they say stands beside what others say, and keeps nobody from saying it.
 */
export const CAPACITIES = ['registrant', 'claimant', 'competing-claimant'] as const;

export type Capacity = (typeof CAPACITIES)[number];

/** For the person of some keys; null for whoever neither registered the work nor upholds a claim on it. */
export function capacityOf(
  keys: readonly string[],
  {
    work,
    claims,
    claimants,
  }: {
    work: Pick<Work, 'registrant'>;
    claims: readonly Pick<Claim, 'id' | 'competesWith'>[];
    claimants: readonly Omit<Claimant, 'position'>[];
  },
): Capacity | null {
  if (keys.includes(work.registrant)) return 'registrant';
  const upheld = new Set(
    claimants
      .filter(
        ({ person, signedAt, withdrawnAt }) =>
          keys.includes(person) && signedAt !== null && withdrawnAt === null,
      )
      .map(({ claim }) => claim),
  );
  const own = claims.filter(({ id }) => upheld.has(id));
  if (own.length === 0) return null;
  return own.some(({ competesWith }) => competesWith === null) ? 'claimant' : 'competing-claimant';
}
