import type { Share } from './share.js';

/** How title passed, as an owner may say. */
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
  /** `creation`: title began, by a claim. `new-key`: none passed; the owner is the same person under another key. */
  readonly method: TransferMethod | 'creation' | 'new-key';
  /** When it happened, in EDTF, as its signer says; null when not said. */
  readonly date: string | null;
  readonly note: string | null;
  readonly recordedAt: Date;
}
