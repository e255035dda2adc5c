import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes } from './bytes.js';
import { toHex } from './hex.js';
import { sha256 } from './sha256.js';

/** C2SP signed-note (c2sp.org/signed-note) with Ed25519 keys. */
export interface NoteKey {
  /** Key name: no spaces and no plus sign. A log's key bears the log's origin. */
  readonly name: string;
  readonly publicKey: Uint8Array;
}

export interface NoteSigner extends NoteKey {
  /** The 32-byte Ed25519 seed. */
  readonly privateKey: Uint8Array;
}

const ED25519 = Uint8Array.of(1);
const SIGNATURE_LINE = /^\u2014 (\S+) (\S+)$/u;

const utf8 = (text: string) => new TextEncoder().encode(text);
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCodePoint(...bytes));
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (digit) => digit.codePointAt(0) ?? 0);

export function noteSigner(name: string, privateKey: Uint8Array): NoteSigner {
  if (!/^[^\s+]+$/u.test(name))
    throw new TypeError(`"${name}" cannot name a key: spaces and plus signs are not allowed`);
  return { name, privateKey, publicKey: ed25519.getPublicKey(privateKey) };
}

/** Signs a text, which must end in a newline, and returns the whole note. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!text.endsWith('\n')) throw new TypeError('a note ends in a newline');
  const signature = ed25519.sign(utf8(text), signer.privateKey);
  return `${text}\n\u2014 ${signer.name} ${toBase64(concatBytes([keyId(signer), signature]))}\n`;
}

/** The text of a note that bears a valid signature of the key; null when it does not. */
export function openNote(note: string, key: NoteKey): string | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  return lines.some((line) => isSignedBy(key, text, line)) ? text : null;
}

function isSignedBy(key: NoteKey, text: string, line: string): boolean {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name !== key.name || !encoded || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    return false;
  const bytes = fromBase64(encoded);
  // 4 bytes of key id and 64 of signature; anything else is another algorithm or garbage.
  if (bytes.length !== 68 || toBase64(bytes) !== encoded) return false;
  const id = keyId(key);
  if (!id.every((byte, at) => byte === bytes[at])) return false;
  return ed25519.verify(bytes.slice(4), utf8(text), key.publicKey, { zip215: false });
}

/** The key as others write it down: `name+id+base64(type ‖ key)`. */
export const verifierKey = (key: NoteKey): string =>
  `${key.name}+${toHex(keyId(key))}+${toBase64(concatBytes([ED25519, key.publicKey]))}`;

/** Reads `name+id+key`; null when it is malformed, of another algorithm, or its id does not fit. */
export function parseVerifierKey(text: string): NoteKey | null {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text);
  if (!match?.[1] || !match[3] || match[3].length % 4 !== 0) return null;
  const bytes = fromBase64(match[3]);
  if (bytes.length !== 33 || bytes[0] !== ED25519[0]) return null;
  const key = { name: match[1], publicKey: bytes.slice(1) };
  return verifierKey(key) === text ? key : null;
}

const keyId = (key: NoteKey): Uint8Array =>
  sha256(utf8(key.name), Uint8Array.of(0x0a), ED25519, key.publicKey).slice(0, 4);
