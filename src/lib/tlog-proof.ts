import type { Hash } from './merkle.js';
import { readBase64, splitNote, toBase64 } from './signed-note.js';

/** An entry's way into a signed checkpoint, in one text that verifies alone (c2sp.org/tlog-proof). */
export interface TlogProof {
  /** Place of the entry in the log, from 0. */
  readonly index: bigint;
  /** RFC 6962 §2.1.1 inclusion proof, from the leaf's sibling upwards. */
  readonly hashes: readonly Hash[];
  /** The checkpoint's note with all its signatures. */
  readonly note: string;
  /** Whatever an application adds; nothing vouches for it. */
  readonly extra?: Uint8Array;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A log of 2^63 entries has no longer proof. */
const MAX_HASHES = 63;

export function formatTlogProof({ index, hashes, note, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join('\n')}\n\n${note}`;
}

/** Reads a proof; null for a text with anything in it that the format does not have. Verifies nothing. */
export function parseTlogProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  if (end < 0) return null;
  const note = text.slice(end + 2);
  const [header, ...rest] = text.slice(0, end).split('\n');
  const extra = rest[0]?.startsWith('extra ') ? readBase64(rest.shift()?.slice(6) ?? '') : undefined;
  const [indexLine = '', ...hashLines] = rest;
  const [, index] = /^index (0|[1-9]\d{0,18})$/.exec(indexLine) ?? [];
  const hashes = parseHashes(hashLines);
  if (header !== HEADER || extra === null || index === undefined || !hashes || !splitNote(note)) return null;
  return { index: BigInt(index), hashes, note, ...(extra === undefined ? {} : { extra }) };
}

/** One hash a line in base64, as proofs of C2SP formats have them; null when a line is none, or there are too many. */
export function parseHashes(lines: readonly string[]): Hash[] | null {
  if (lines.length > MAX_HASHES) return null;
  const hashes = lines.flatMap((line) => {
    const hash = readBase64(line);
    return hash?.length === 32 ? [hash] : [];
  });
  return hashes.length === lines.length ? hashes : null;
}
