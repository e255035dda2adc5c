import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, isEqualBytes } from './bytes.js';
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

/** The signature type identifiers that are read here; what is signed, and how long a signature is, follows from them. */
export const NOTE_SIGNATURE = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof NOTE_SIGNATURE | typeof COSIGNATURE;

/** A note's text with the final newline, and its signature lines without theirs. */
export interface NoteParts {
  readonly text: string;
  readonly lines: readonly string[];
}

/** More signatures than any note needs; the specification asks for at least 16. */
const MAX_SIGNATURES = 100;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const utf8 = (text: string) => new TextEncoder().encode(text);
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCodePoint(...bytes));
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (digit) => digit.codePointAt(0) ?? 0);

/** The bytes of base64 (RFC 4648 §4) in its one spelling; null for any other text. */
export function readBase64(text: string): Uint8Array | null {
  if (!BASE64.test(text)) return null;
  const bytes = fromBase64(text);
  return toBase64(bytes) === text ? bytes : null;
}

export function noteSigner(name: string, privateKey: Uint8Array): NoteSigner {
  if (!/^[^\s+]+$/u.test(name))
    throw new TypeError(`"${name}" cannot name a key: spaces and plus signs are not allowed`);
  return { name, privateKey, publicKey: ed25519.getPublicKey(privateKey) };
}

/** Signs a text, which must end in a newline, and returns the whole note. */
export function signNote(text: string, signer: NoteSigner): string {
  const signature = ed25519.sign(utf8(text), signer.privateKey);
  return joinNote({ text, lines: [signatureLine(NOTE_SIGNATURE, signer, signature)] });
}

export function joinNote({ text, lines }: NoteParts): string {
  if (!text.endsWith('\n')) throw new TypeError('a note ends in a newline');
  return `${text}\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** Text and signature lines; null for what is no note. Whether a signature is any good is another question. */
export function splitNote(note: string): NoteParts | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || hasControlCharacter(note)) return null;
  const lines = note.slice(split + 2, -1).split('\n');
  const isWell = lines.length <= MAX_SIGNATURES && lines.every((line) => readSignatureLine(line) !== null);
  return isWell ? { text: note.slice(0, split + 1), lines } : null;
}

/** The text of a note that bears a signature of the key, and none of that key that is not valid; otherwise null. */
export function openNote(note: string, key: NoteKey): string | null {
  const parts = splitNote(note);
  if (!parts) return null;
  const signatures = signaturesBy(NOTE_SIGNATURE, key, parts.lines);
  const isGood = ({ signature }: { signature: Uint8Array }) =>
    isSignature(signature, utf8(parts.text), key.publicKey);
  return signatures.length > 0 && signatures.every(isGood) ? parts.text : null;
}

/** Whether it is an Ed25519 signature (RFC 8032, strictly) over the message. */
export const isSignature = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean =>
  signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });

/** The lines that name the key and bear its id, with what follows the id; the specification ignores all others. */
export const signaturesBy = (
  type: SignatureType,
  key: NoteKey,
  lines: readonly string[],
): { readonly line: string; readonly signature: Uint8Array }[] =>
  lines.flatMap((line) => {
    const read = readSignatureLine(line);
    const isTheirs = read?.name === key.name && isEqualBytes(read.id, keyId(type, key));
    return read && isTheirs ? [{ line, signature: read.signature }] : [];
  });

/** A signature line without its newline. */
export const signatureLine = (type: SignatureType, key: NoteKey, signature: Uint8Array): string =>
  `\u2014 ${key.name} ${toBase64(concatBytes([keyId(type, key), signature]))}`;

function readSignatureLine(line: string) {
  const [, name, encoded] = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? null : readBase64(encoded);
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** The key as others write it down: `name+id+base64(type ‖ key)`. */
export const verifierKey = (key: NoteKey): string => writeKey(NOTE_SIGNATURE, key);

/** Reads `name+id+key`; null when it is malformed, of another algorithm, or its id does not fit. */
export const parseVerifierKey = (text: string): NoteKey | null => readKey(NOTE_SIGNATURE, text);

export const writeKey = (type: SignatureType, key: NoteKey): string =>
  `${key.name}+${toHex(keyId(type, key))}+${toBase64(concatBytes([Uint8Array.of(type), key.publicKey]))}`;

export function readKey(type: SignatureType, text: string): NoteKey | null {
  const [, name, encoded] = /^([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? null : readBase64(encoded);
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== type) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return writeKey(type, key) === text ? key : null;
}

const keyId = (type: SignatureType, key: NoteKey): Uint8Array =>
  sha256(utf8(key.name), Uint8Array.of(0x0a, type), key.publicKey).slice(0, 4);

/** Below U+0020, other than the newline: a note has none. */
const hasControlCharacter = (text: string): boolean => /[^\P{Cc}\n\u007F-\u009F]/u.test(text);
