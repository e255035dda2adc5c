import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable } from './carrier-reading.js';
import { decodeLatin1 } from './decode-text.js';

const MAX_BOXES = 10_000;

/** A box of a file in the ISO base media format (ISO/IEC 14496-12 §4.2). */
export interface Box {
  readonly type: string;
  /** Where its header is in the file, and its content. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Whether it says of itself only that it goes on to the end of what holds it. */
  readonly isOpen: boolean;
}

export function* boxes(file: FileBytes, { from, to }: Pick<Box, 'from' | 'to'>): Generator<Box> {
  let at = from;
  for (let count = 0; at + 8 <= to; count++) {
    if (count > MAX_BOXES) throw new Unreadable(`there are more than ${MAX_BOXES} boxes`);
    const header = Buffer.from(file.at(at, 16));
    if (header.length < 8) return;
    const short = header.readUInt32BE(0);
    const isLong = short === 1 && header.length === 16;
    const size = isLong ? Number(header.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    const headerBytes = isLong ? 16 : 8;
    if (size < headerBytes || at + size > to) throw new Unreadable('a box is larger than what holds it');
    const type = decodeLatin1(header.subarray(4, 8));
    yield { type, start: at, from: at + headerBytes, to: at + size, isOpen: short === 0 };
    at += size;
  }
}

/** Reads what is in a box, one number or text after the other. */
export class BoxCursor {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get rest(): number {
    return this.bytes.length - this.#at;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  number(bytes: number): number {
    if (this.#at + bytes > this.bytes.length) throw new Unreadable('a box ends within a number');
    let value = 0;
    for (let index = 0; index < bytes; index++) value = value * 256 + this.bytes[this.#at++]!;
    return value;
  }

  text(bytes: number): string {
    this.#at += bytes;
    return decodeLatin1(this.bytes.subarray(this.#at - bytes, this.#at));
  }

  untilNul(): string {
    const end = this.bytes.indexOf(0, this.#at);
    if (end < 0) throw new Unreadable('a text in a box has no end');
    const text = decodeLatin1(this.bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }
}
