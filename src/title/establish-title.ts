import type { Claim } from '../claims/claim.js';
import { idOf } from '../lib/ids.js';
import { presentKey } from '../people/key-rotation.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import type { Recorded } from '../register/entry.js';
import { workById } from '../works/work-store.js';
import { isNamedIn } from '../works/work.js';
import { equalShares, sharesOfPersons } from './holding.js';
import { presentHoldings, saveTransfer } from './title-store.js';

/**
 * Title begins with the first complete claim in which somebody takes part whom the registration names: its claimants
 * hold the work, in equal shares unless it says otherwise. A stranger's claim gives none, and keeps nobody from it.
 * Once somebody holds the work, no claim changes that; only a transfer does.
 */
export async function establishTitle(
  tables: Tables,
  { claim, by }: { claim: Claim; by: Pick<Recorded<unknown>, 'index' | 'cid' | 'recordedAt'> },
): Promise<void> {
  const work = await workById(tables, claim.work);
  const { claimants, firstOwners = equalShares(claimants) } = claim.body;
  const keysOf = await keysOfPersons(tables, [...claimants, ...firstOwners.map(({ owner }) => owner)]);
  if (!work || !isNamedIn(work, claimants.flatMap(keysOf))) return;
  if ((await presentHoldings(tables, [claim.work])).length > 0) return;
  // A claimant's key may have been rotated before the last co-signature.
  const shares = sharesOfPersons(firstOwners, (key) => presentKey(keysOf, key));
  const transfer = {
    id: idOf('transfer', by.cid),
    statementIndex: by.index,
    work: claim.work,
    from: null,
    to: shares,
    method: 'creation' as const,
    date: null,
    note: null,
    recordedAt: by.recordedAt,
  };
  await saveTransfer(tables, { transfer, shares });
}
