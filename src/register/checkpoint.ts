import type { TreeHead } from '../lib/merkle.js';
import {
  NOTE_SIGNATURE,
  joinNote,
  openNote,
  readBase64,
  signNote,
  signaturesBy,
  splitNote,
  toBase64,
  type NoteKey,
  type NoteSigner,
} from '../lib/signed-note.js';

/** A head as a log signed it. */
export interface SignedHead extends TreeHead {
  /** What was signed: the note without its signatures. */
  readonly text: string;
  /** The note with the log's own signatures and no other. */
  readonly note: string;
}

/** The body of a C2SP tlog-checkpoint: origin, size in decimal, root in base64, each on a line. */
export const checkpointText = (origin: string, { size, root }: TreeHead): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

export const signCheckpoint = (head: TreeHead, log: NoteSigner): string =>
  signNote(checkpointText(log.name, head), log);

/** The tree head of a checkpoint that the log signed; null when it is malformed or not signed by that key. */
export function openCheckpoint(note: string, log: NoteKey): SignedHead | null {
  const text = openNote(note, log);
  const head = text === null ? null : parseCheckpoint(text, log.name);
  if (text === null || head === null) return null;
  const lines = signaturesBy(NOTE_SIGNATURE, log, splitNote(note)?.lines ?? []).map(({ line }) => line);
  return { ...head, text, note: joinNote({ text, lines }) };
}

/** The note with more signature lines behind those that it has. */
export const withSignatures = (note: string, lines: readonly string[]): string =>
  `${note}${lines.map((line) => `${line}\n`).join('')}`;

function parseCheckpoint(text: string, origin: string): TreeHead | null {
  const [first, size = '', root = ''] = text.split('\n');
  const hash = readBase64(root);
  if (first !== origin || !/^(0|[1-9]\d{0,18})$/.test(size) || hash?.length !== 32) return null;
  return { size: BigInt(size), root: hash };
}
