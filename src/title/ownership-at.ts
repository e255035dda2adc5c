import { isStorable } from '../lib/columns.js';
import type { Database } from '../ports.js';
import { workById } from '../works/work-store.js';
import type { Holding } from './holding.js';
import { allHoldings } from './title-store.js';

/** Who held a work at an instant, or now; null for a work that is not registered. */
export async function ownershipAt(
  { database }: { database: Database },
  { work, asOf }: { work: string; asOf: Date | null },
): Promise<readonly Holding[] | null> {
  if (!isStorable(work) || !(await workById(database.tables, work))) return null;
  const holdings = await allHoldings(database.tables, work);
  return holdings.filter(({ heldFrom, heldUntil }) =>
    asOf === null ? heldUntil === null : heldFrom <= asOf && (heldUntil === null || heldUntil > asOf),
  );
}
