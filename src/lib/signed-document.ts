import type * as z from 'zod';
import { canonicalJson } from './canonical-json.js';
import { openNote, signNote, type NoteKey, type NoteSigner } from './signed-note.js';

/** A sort of document that a log signs: whoever has the log's key reads it without the server. */
export interface SignedDocument<Content> {
  sign(content: Content, log: NoteSigner): string;
  /** Whether a file is one by its first line, whoever signed it. */
  isOne(bytes: Uint8Array): boolean;
  /** What is in a note that the log signed; null for anything else, and for what was altered since. */
  read(note: string, log: NoteKey): Content | null;
}

/**
 * A document as a signed note (c2sp.org/signed-note): a line that names the sort, one with the log's origin, one of canonical JSON (RFC 8785). A
 * checkpoint begins with the log's origin, and every sort with a line of its own, so that none passes for another.
 */
export const signedDocument = <Content>(
  firstLine: string,
  schema: z.ZodType<Content>,
): SignedDocument<Content> => ({
  sign: (content, log) => signNote(`${firstLine}\n${log.name}\n${canonicalJson(content)}\n`, log),
  isOne: (bytes) =>
    new TextDecoder().decode(bytes.subarray(0, firstLine.length * 2)).startsWith(`${firstLine}\n`),
  read(note, log) {
    const [first, origin, json = '', ...rest] = openNote(note, log)?.split('\n') ?? [];
    if (first !== firstLine || origin !== log.name || rest.length !== 1 || rest[0] !== '') return null;
    const read = schema.safeParse(parsed(json));
    return read.success ? read.data : null;
  },
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
