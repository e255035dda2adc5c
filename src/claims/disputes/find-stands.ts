import { groupBy } from '../../lib/group-by.js';
import type { Tables } from '../../ports.js';
import { standOf, type Dispute, type Stand } from './dispute.js';
import { entriesOfDisputes } from './dispute-store.js';

export interface StandingDispute {
  readonly dispute: Dispute;
  readonly stand: Stand;
}

/** How disputes stand by all that was said in them; in the order in which they are given. */
export async function standsOf(tables: Tables, disputes: readonly Dispute[]): Promise<StandingDispute[]> {
  const entries = await entriesOfDisputes(
    tables,
    disputes.map(({ id }) => id),
  );
  const said = groupBy(entries, ({ dispute }) => dispute);
  return disputes.map((dispute) => ({ dispute, stand: standOf(dispute, said.get(dispute.id) ?? []) }));
}
