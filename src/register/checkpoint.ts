import type { TreeHead } from '../lib/merkle.js';
import {
  fromBase64,
  openNote,
  signNote,
  toBase64,
  type NoteKey,
  type NoteSigner,
} from '../lib/signed-note.js';

/** The body of a C2SP tlog-checkpoint: origin, size in decimal, root in base64, each on a line. */
export const checkpointText = (origin: string, { size, root }: TreeHead): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

export const signCheckpoint = (head: TreeHead, log: NoteSigner): string =>
  signNote(checkpointText(log.name, head), log);

/** The tree head of a checkpoint that the log signed; null when it is malformed or not signed by that key. */
export function openCheckpoint(note: string, log: NoteKey): TreeHead | null {
  const text = openNote(note, log);
  return text === null ? null : parseCheckpoint(text, log.name);
}

function parseCheckpoint(text: string, origin: string): TreeHead | null {
  const [first, size, root] = text.split('\n');
  if (
    first !== origin ||
    !size ||
    !/^(0|[1-9]\d{0,18})$/.test(size) ||
    !root ||
    !/^[A-Za-z0-9+/]{43}=$/.test(root)
  )
    return null;
  return { size: BigInt(size), root: fromBase64(root) };
}
