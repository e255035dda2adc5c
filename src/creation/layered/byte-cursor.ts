import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable } from '../carriers/carrier-reading.js';

/** In bytes: what is fetched of a file at once. */
const WINDOW = 16_384;

/** Reads numbers of a file one after the other, the high byte first, and nothing from `end` on. */
export class ByteCursor {
  readonly end: number;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(
    private readonly file: FileBytes,
    public at: number,
    end: number = file.size,
  ) {
    this.end = Math.min(end, file.size);
  }

  get left(): number {
    return this.end - this.at;
  }

  u8 = (): number => this.#next(1).readUInt8();
  u16 = (): number => this.#next(2).readUInt16BE();
  i16 = (): number => this.#next(2).readInt16BE();
  u32 = (): number => this.#next(4).readUInt32BE();
  i32 = (): number => this.#next(4).readInt32BE();
  /** Rounded from 2^53 on, where no file goes. */
  u64 = (): number => Number(this.#next(8).readBigUInt64BE());
  /** A view that lasts until the next read; at most as long as the caller has made sure of. */
  bytes = (length: number): Buffer => this.#next(length);
  latin1 = (length: number): string => this.#next(length).toString('latin1');

  skip(length: number): void {
    if (length > this.left) throw new Unreadable('the file ends within it');
    this.at += length;
  }

  /** A cursor over the next bytes, behind which this one goes on. */
  part(length: number): ByteCursor {
    const part = new ByteCursor(this.file, this.at, this.at + length);
    this.skip(length);
    return part;
  }

  #next(length: number): Buffer {
    if (length > this.left) throw new Unreadable('the file ends within it');
    const start = this.at - this.#from;
    if (start < 0 || start + length > this.#window.length) {
      const bytes = this.file.at(this.at, Math.min(Math.max(length, WINDOW), this.left));
      if (bytes.length < length) throw new Unreadable('the file ends within it');
      this.#window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      this.#from = this.at;
    }
    const from = this.at - this.#from;
    this.at += length;
    return this.#window.subarray(from, from + length);
  }
}
