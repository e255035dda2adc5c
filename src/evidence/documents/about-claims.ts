import * as z from 'zod';
import { groupBy } from '../../lib/group-by.js';
import { claimIdSchema } from '../../lib/ids.js';
import type { ProvedStatement } from '../assemble-package.js';

/** What co-signatures and withdrawals say; a withdrawal may give a reason. */
const aboutClaimSchema = z.object({ claim: claimIdSchema, reason: z.string().optional() });

/** A co-signature of a claim, or a withdrawal from it. */
export interface AboutClaim {
  readonly kind: 'co-sign-claim' | 'withdraw-claim';
  readonly claim: string;
  readonly placed: ProvedStatement;
  readonly reason: string | null;
}

/** Co-signatures and withdrawals by the ids of their claims, in the order of the register. */
export const aboutClaims = (
  statements: readonly ProvedStatement[],
): ReadonlyMap<string, readonly AboutClaim[]> =>
  groupBy(statements.flatMap(aboutClaim), ({ claim }) => claim);

function aboutClaim(placed: ProvedStatement): AboutClaim[] {
  const { kind, body } = placed.statement;
  if (kind !== 'co-sign-claim' && kind !== 'withdraw-claim') return [];
  const { data } = aboutClaimSchema.safeParse(body);
  return data ? [{ kind, claim: data.claim, placed, reason: data.reason ?? null }] : [];
}
