import type { Database } from '../ports.js';
import { newestWorks } from './work-store.js';
import type { Work } from './work.js';

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** Keys of whoever registered them; null for everybody. */
  readonly registrants: readonly string[] | null;
}

/** A page of works, the newest first, and one more where more follow. */
export const listWorks = (
  { database }: { database: Database },
  { page, registrants }: Question,
): Promise<Work[]> =>
  newestWorks(database.tables, { before: page.after, registrants, limit: page.first + 1 });
