import type { Database } from '../../ports.js';
import { rightTransfersOfPerson } from './licence-store.js';
import type { RightTransfer } from './right-transfer.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** All of a person's. */
  readonly keys: readonly string[];
}

/** A page of the transfers of rights that a person gave or received, the earliest first, and one more where more follow. */
export const listRightTransfers = (
  { database }: { database: Database },
  { page, keys }: Question,
): Promise<RightTransfer[]> =>
  rightTransfersOfPerson(database.tables, { keys, after: page.after ?? -1n, limit: page.first + 1 });
