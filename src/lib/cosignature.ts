import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes } from './bytes.js';
import {
  COSIGNATURE,
  isSignature,
  readKey,
  signatureLine,
  signaturesBy,
  splitNote,
  writeKey,
  type NoteKey,
  type NoteSigner,
} from './signed-note.js';

/**
 * A witness's signature over a checkpoint (c2sp.org/tlog-cosignature, Ed25519): that at this time the checkpoint was
 * the largest head that the witness had seen of the log, and consistent with all before it.
 */
export interface Cosignature {
  /** The signature line of the note, without its newline. */
  readonly line: string;
  /** To the second, by the witness's clock. */
  readonly cosignedAt: Date;
}

const TIMESTAMP_BYTES = 8;
/** The last second that a Date can hold; a cosignature from beyond counts as not valid, as the specification permits. */
const MAX_SECONDS = 8_640_000_000_000n;

/** The line by which a witness cosigns the text of a checkpoint; fractions of a second are cut off. */
export function cosign(text: string, witness: NoteSigner, at: Date): Cosignature {
  const seconds = BigInt(Math.floor(at.getTime() / 1000));
  const signature = ed25519.sign(messageOf(text, seconds), witness.privateKey);
  return {
    line: signatureLine(COSIGNATURE, witness, concatBytes([timestampBytes(seconds), signature])),
    cosignedAt: new Date(Number(seconds) * 1000),
  };
}

/** The witness's cosignatures in a note: none where it bears none; null when one is not valid, or it is no note. */
export function cosignaturesBy(note: string, witness: NoteKey): Cosignature[] | null {
  const parts = splitNote(note);
  if (!parts) return null;
  const found: Cosignature[] = [];
  for (const { line, signature } of signaturesBy(COSIGNATURE, witness, parts.lines)) {
    const cosignedAt = timeOf(parts.text, witness, signature);
    if (!cosignedAt) return null;
    found.push({ line, cosignedAt });
  }
  return found;
}

/** A witness's key as others write it down: `name+id+base64(0x04 ‖ key)` (c2sp.org/signed-note, verifier keys). */
export const witnessKey = (witness: NoteKey): string => writeKey(COSIGNATURE, witness);

/** Reads a witness's key; null when it is malformed, a log's key or another's, or its id does not fit. */
export const parseWitnessKey = (text: string): NoteKey | null => readKey(COSIGNATURE, text);

function timeOf(text: string, witness: NoteKey, timestamped: Uint8Array): Date | null {
  if (timestamped.length < TIMESTAMP_BYTES) return null;
  const seconds = new DataView(timestamped.buffer, timestamped.byteOffset).getBigUint64(0);
  if (seconds > MAX_SECONDS) return null;
  const signature = timestamped.subarray(TIMESTAMP_BYTES);
  const isGood = isSignature(signature, messageOf(text, seconds), witness.publicKey);
  return isGood ? new Date(Number(seconds) * 1000) : null;
}

const messageOf = (text: string, seconds: bigint): Uint8Array =>
  new TextEncoder().encode(`cosignature/v1\ntime ${seconds}\n${text}`);

function timestampBytes(seconds: bigint): Uint8Array {
  const bytes = new Uint8Array(TIMESTAMP_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, seconds);
  return bytes;
}
