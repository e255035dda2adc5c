import type { ForgettingReceipt } from './forgetting-receipt.js';
import type { RowCounts } from './forgotten-rows-store.js';

/** What was taken out of the database, as the receipt tells it. */
export interface Forgotten {
  readonly what: ForgettingReceipt['forgotten'];
  readonly rows: RowCounts;
}
