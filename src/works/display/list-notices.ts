import { Refusal } from '../../lib/refusal.js';
import type { Database } from '../../ports.js';
import type { DisplayNotice } from './display-notice.js';
import { noticesBefore } from './display-store.js';

const MOST = 100;

/** The log of what was withheld, the newest first. Refuses BAD_PAGE_SIZE. */
export async function listNotices(
  { database }: { database: Database },
  { before, first }: { before: bigint | null; first: number },
): Promise<DisplayNotice[]> {
  if (first < 1 || first > MOST)
    throw new Refusal('BAD_PAGE_SIZE', `first must be between 1 and ${MOST}; it is ${first}.`, { first });
  return noticesBefore(database.tables, { before, limit: first });
}
