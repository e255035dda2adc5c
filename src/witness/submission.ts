import type { Hash } from '../lib/merkle.js';
import { splitNote, toBase64 } from '../lib/signed-note.js';
import { parseHashes } from '../lib/tlog-proof.js';

/** What a log sends to a witness: the body of `add-checkpoint` (c2sp.org/tlog-witness). */
export interface Submission {
  /** Size of the last checkpoint that the witness cosigned, 0 before the first. */
  readonly oldSize: bigint;
  /** RFC 6962 §2.1.2 consistency proof from there to the checkpoint. */
  readonly proof: readonly Hash[];
  /** The checkpoint with its signatures. */
  readonly note: string;
}

/** The type of an answer that is the size of the last checkpoint and a newline. */
export const SIZE_TYPE = 'text/x.tlog.size';
/** More than any checkpoint with its signatures needs. */
export const MAX_SUBMISSION_BYTES = 65_536;

export const formatSubmission = ({ oldSize, proof, note }: Submission): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), '', note].join('\n');

/** Reads the body of a submission; null for a text that is none. Verifies nothing. */
export function parseSubmission(text: string): Submission | null {
  const end = text.indexOf('\n\n');
  if (end < 0) return null;
  const [first = '', ...rest] = text.slice(0, end).split('\n');
  const [, oldSize] = /^old (0|[1-9]\d{0,18})$/.exec(first) ?? [];
  const proof = parseHashes(rest);
  const note = text.slice(end + 2);
  return oldSize !== undefined && proof && splitNote(note) ? { oldSize: BigInt(oldSize), proof, note } : null;
}
