import { inflateSync } from 'node:zlib';
import type { FileBytes } from '../../lib/file-bytes.js';
import type { Carried, CarriedText, UnreadPart } from './carried.js';

/** In bytes: one text, inflated, and all that is read of a file. */
export const MAX_TEXT_BYTES = 8_000_000;
const MAX_ALL_BYTES = 24_000_000;
const MAX_TEXTS = 2000;
const MAX_UNREAD = 50;

/** A part is larger than is read, or not what its own header says. */
export class Unreadable extends Error {}

/** What was found so far in one file, within bounds that no file can lift. */
export class CarrierReading {
  readonly #texts: CarriedText[] = [];
  readonly #unread: UnreadPart[] = [];
  #bytes = 0;
  hasManifestStore = false;

  add(text: CarriedText): void {
    if (text.raw.length === 0) return;
    if (this.#texts.length >= MAX_TEXTS)
      throw new Unreadable(`the file carries more than ${MAX_TEXTS} texts`);
    this.#texts.push(text);
  }

  /** To be said before so many bytes are read: a small file may name the same large part a thousand times. */
  spend(bytes: number): void {
    if (bytes > MAX_TEXT_BYTES)
      throw new Unreadable(`it has ${bytes} bytes, and at most ${MAX_TEXT_BYTES} are read`);
    this.#bytes += bytes;
    if (this.#bytes > MAX_ALL_BYTES)
      throw new Unreadable(`of the file's texts ${MAX_ALL_BYTES} bytes were read, and more are not`);
  }

  /** So many bytes of the file, all of which must be there. */
  bytes(file: FileBytes, offset: number, length: number): Uint8Array {
    this.spend(length);
    const bytes = file.at(offset, length);
    if (bytes.length < length) throw new Unreadable('the file ends within it');
    return bytes;
  }

  /** Stops at what inflates to more than is read, before it has. */
  inflate(bytes: Uint8Array): Uint8Array {
    this.spend(MAX_TEXT_BYTES);
    const inflated = inflate(bytes);
    this.#bytes -= MAX_TEXT_BYTES - inflated.length;
    return inflated;
  }

  unread(where: string, reason: string): void {
    if (this.#unread.length < MAX_UNREAD) this.#unread.push({ where, reason });
  }

  /** Reads a part; that it cannot be read is told, and the others still are. A fault of our own is no such thing. */
  part(where: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.unread(where, error.message);
    }
  }

  get carried(): Carried {
    return { texts: this.#texts, unread: this.#unread, hasManifestStore: this.hasManifestStore };
  }
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_TEXT_BYTES });
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Unreadable(
      isTooLarge ? `it inflates to more than ${MAX_TEXT_BYTES} bytes` : 'its compression is broken',
      { cause },
    );
  }
}
