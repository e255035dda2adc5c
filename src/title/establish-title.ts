import type { Claim } from '../claims/claim.js';
import { idOf } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import type { Recorded } from '../register/entry.js';
import { equalShares } from './holding.js';
import { presentHoldings, saveTransfer } from './title-store.js';

/**
 * Title begins when a claim is made that competes with none: its claimants hold the work, in equal shares unless
 * it says otherwise. Once somebody holds it, no claim changes that; only a transfer does.
 */
export async function establishTitle(
  tables: Tables,
  { claim, by }: { claim: Claim; by: Pick<Recorded<unknown>, 'index' | 'cid' | 'recordedAt'> },
): Promise<void> {
  if (claim.competesWith !== null || (await presentHoldings(tables, [claim.work])).length > 0) return;
  const shares = claim.body.firstOwners ?? equalShares(claim.body.claimants);
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
  await saveTransfer(tables, transfer, shares);
}
