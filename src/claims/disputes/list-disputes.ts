import type { Database } from '../../ports.js';
import { disputesOfPerson } from './dispute-store.js';
import type { Dispute } from './dispute.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** All of a person's. */
  readonly keys: readonly string[];
}

/** A page of the disputes that a person raised, the earliest first, and one more where more follow. */
export const listDisputes = (
  { database }: { database: Database },
  { page, keys }: Question,
): Promise<Dispute[]> =>
  disputesOfPerson(database.tables, { keys, after: page.after ?? -1n, limit: page.first + 1 });
