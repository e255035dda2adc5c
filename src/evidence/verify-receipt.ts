import type { NoteKey } from '../lib/signed-note.js';
import { forgettingNote, type ForgettingReceipt } from '../register/forgetting/forgetting-receipt.js';
import { utf8Text } from './read-json.js';

/** A statement has at most 64 KiB, and what stays of it less. */
const MAX_RECEIPT_BYTES = 256_000;

export const NO_RECEIPT = 'It is no receipt of an erasure that the key of the register signed.';

/** The receipt of an erasure, where the log signed it. */
export function readReceipt(bytes: Uint8Array, log: NoteKey | null): ForgettingReceipt | null {
  const text = bytes.length > MAX_RECEIPT_BYTES ? null : utf8Text(bytes);
  return text === null || log === null ? null : forgettingNote.read(text, log);
}
