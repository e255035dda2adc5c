import { keysOfPersons } from '../people/key-store.js';
import { statementsOfSubject, statementsFrom } from '../register/statement-store.js';
import type { Tables } from '../ports.js';
import { coSignClaim } from './co-sign-claim.js';
import type { StandingClaim } from './standing-claims.js';

/** A key that signed a claim, and when that was recorded. */
export interface Signatory {
  readonly key: string;
  readonly signedAt: Date;
}

/**
 * Who signed a claim and upholds it, each by the key that signed: a claimant whose key was rotated co-signs with another than the claim names.
 */
export async function findSignatories(
  tables: Tables,
  { id, statementIndex, claimants }: StandingClaim,
): Promise<Signatory[]> {
  const statements = [
    ...(await statementsFrom(tables, statementIndex, 1)),
    ...(await statementsOfSubject(tables, { subject: id, kind: coSignClaim.kind })),
  ];
  const upheld = claimants.filter(({ signedAt, withdrawnAt }) => signedAt && !withdrawnAt);
  const keysOf = await keysOfPersons(
    tables,
    statements.map(({ signer }) => signer),
  );
  return statements
    .filter(({ signer }) => upheld.some(({ person }) => keysOf(signer).includes(person)))
    .map(({ signer, recordedAt }) => ({ key: signer, signedAt: recordedAt }));
}
