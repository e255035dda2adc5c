import type { Tables } from '../ports.js';
import { claimantsOf, claimsOfWorks } from './claim-store.js';
import { statusOf, type Claim, type Claimant } from './claim.js';

/** A claim that somebody upholds, with all whom it names. */
export interface StandingClaim extends Claim {
  readonly claimants: readonly Claimant[];
}

/** Claims on works that somebody still upholds, the earliest first. */
export async function standingClaims(tables: Tables, works: readonly string[]): Promise<StandingClaim[]> {
  const claims = await claimsOfWorks(tables, works);
  const claimants = await claimantsOf(
    tables,
    claims.map(({ id }) => id),
  );
  return claims
    .map((claim) => ({ ...claim, claimants: claimants.filter((claimant) => claimant.claim === claim.id) }))
    .filter((claim) => statusOf(claim.claimants) !== 'withdrawn');
}
