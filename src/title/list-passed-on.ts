import type { Database } from '../ports.js';
import type { Work } from '../works/work.js';
import { worksPassedOn } from './title-store.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** All of a person's. */
  readonly keys: readonly string[];
}

/** A page of the works of which a person gave or received a share by a transfer, the earliest registered first, and one more where more follow. */
export const listPassedOn = (
  { database }: { database: Database },
  { page, keys }: Question,
): Promise<Work[]> =>
  worksPassedOn(database.tables, { keys, after: page.after ?? -1n, limit: page.first + 1 });
