import type { Share } from './share.js';

/** How title passed. `creation` is its beginning: the first owners follow from the claim. */
export const TRANSFER_METHODS = [
  'sale',
  'gift',
  'bequest',
  'inheritance',
  'exchange',
  'commission',
  'assignment',
  'other',
] as const;

export type TransferMethod = (typeof TRANSFER_METHODS)[number];

export interface TitleTransfer {
  /** Follows from the statement that made it. */
  readonly id: string;
  readonly statementIndex: bigint;
  readonly work: string;
  /** The former owner; null where title began. */
  readonly from: string | null;
  readonly to: readonly Share[];
  readonly method: TransferMethod | 'creation';
  /** When it happened, in EDTF, as its signer says; null when not said. */
  readonly date: string | null;
  readonly note: string | null;
  readonly recordedAt: Date;
}
