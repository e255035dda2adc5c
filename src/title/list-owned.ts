import type { Database } from '../ports.js';
import type { Work } from '../works/work.js';
import { worksHeldBy } from './title-store.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** The owner's present key: it holds what the earlier ones held. */
  readonly owner: string;
}

/** A page of the works of which a person owns a share now, the earliest registered first, and one more where more follow. */
export const listOwned = ({ database }: { database: Database }, { page, owner }: Question): Promise<Work[]> =>
  worksHeldBy(database.tables, { owner, after: page.after ?? -1n, limit: page.first + 1 });
