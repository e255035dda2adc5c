import type { Database } from '../ports.js';
import { claimsNaming } from './claim-store.js';
import type { Claim } from './claim.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** Keys of a claimant. */
  readonly keys: readonly string[];
}

/** A page of the claims that name a person, the earliest first, and one more where more follow. */
export const listClaims = (
  { database }: { database: Database },
  { page, keys }: Question,
): Promise<Claim[]> =>
  claimsNaming(database.tables, { keys, after: page.after ?? -1n, limit: page.first + 1 });
