import type { Database } from '../ports.js';
import type { Holding } from './holding.js';
import { holdingsOfOwner } from './title-store.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** Address of the owner. */
  readonly owner: string;
}

/** A page of what a person owns now, in the order of acquisition, and one more where more follow. */
export const listHoldings = (
  { database }: { database: Database },
  { page, owner }: Question,
): Promise<Holding[]> =>
  holdingsOfOwner(database.tables, { owner, after: page.after ?? -1n, limit: page.first + 1 });
