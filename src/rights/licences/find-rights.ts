import { claimantsOf, claimsOfWorks } from '../../claims/claim-store.js';
import type { Claimant } from '../../claims/claim.js';
import { Refusal } from '../../lib/refusal.js';
import { presentKey } from '../../people/key-rotation.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { Tables } from '../../ports.js';
import { licencesOfWorks, rightTransfersOfWorks } from './licence-store.js';
import type { RecordedRights } from './permission.js';

/** Who holds the right in a work first, and what is recorded of it since. */
export async function findRights(
  tables: Tables,
  work: string,
): Promise<RecordedRights & { readonly signatories: readonly string[] }> {
  const [claims, transfers, licences] = [
    await claimsOfWorks(tables, [work]),
    await rightTransfersOfWorks(tables, [work]),
    await licencesOfWorks(tables, [work]),
  ];
  const claimants = await claimantsOf(
    tables,
    claims.map(({ id }) => id),
  );
  const of = (id: string) => claimants.filter(({ claim }) => claim === id);
  const isUpheld = ({ signedAt, withdrawnAt }: Claimant) => signedAt !== null && withdrawnAt === null;
  const claim = claims.find(({ id, competesWith }) => competesWith === null && of(id).some(isUpheld));
  // Also who has not signed yet: the claim itself says that the others are not its only authors.
  const named = claim ? of(claim.id).filter(({ withdrawnAt }) => withdrawnAt === null) : [];
  const holders = named.map(({ person }) => person);
  const keysOf = await keysOfPersons(tables, [
    ...holders,
    ...transfers.flatMap(({ transferredBy, body }) => [transferredBy, body.to]),
    ...licences.flatMap(({ grantedBy, body }) => [grantedBy, ...(body.to === undefined ? [] : [body.to])]),
  ]);
  const present = (key: string) => presentKey(keysOf, key);
  return {
    holders: [...new Set(holders.map(present))],
    claim: claim?.id ?? null,
    transfers,
    licences,
    present,
    signatories: named.filter(isUpheld).map(({ person }) => person),
  };
}

/**
 * Refuses NOT_THE_HOLDER for whoever neither claims the work, competing with nobody, nor received a right in it by a recorded transfer. Whether they
 * still have what they grant is a question of each use (`permission.ts`): nobody grants more than they hold.
 */
export async function requireRightHolder(
  tables: Tables,
  { work, signer }: { work: string; signer: string },
): Promise<void> {
  const { signatories, transfers } = await findRights(tables, work);
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  const isHolder = [...signatories, ...transfers.map(({ body }) => body.to)].some((holder) =>
    keys.includes(holder),
  );
  if (isHolder) return;
  throw new Refusal(
    'NOT_THE_HOLDER',
    `Only who upholds the earliest claim on ${work}, or received a right in it by a recorded transfer, may grant one; ${signer} did neither. Owning the work gives no right to license it.`,
    { work, signer },
  );
}
