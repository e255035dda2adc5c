import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable } from './carrier-reading.js';
import { decodeLatin1 } from './decode-text.js';

/** A part of a GIF behind its colour table (GIF89a §12). */
export interface GifBlock {
  /** An application extension by its identifier and code, such as `NETSCAPE2.0`; `trailer` is the file's last. */
  readonly kind: 'image' | 'extension' | 'trailer' | { readonly application: string };
  readonly from: number;
  /** Where an application's own bytes begin, of which the first is the length of a sub-block. */
  readonly bodyFrom: number;
  /** Behind its last byte. */
  readonly to: number;
}

/** XMP specification part 3 §1.1.2: identifier and code of the block that holds a packet, and how many bytes follow the packet to its end. */
export const GIF_XMP = 'XMP DataXMP';
export const MAGIC_BYTES = 258;

const HEADER_BYTES = 13;
/** Pictures of a gigabyte have as many. */
const MAX_SUB_BLOCKS = 5_000_000;
const WINDOW_BYTES = 65_536;

const EXTENSION = 0x21;
const APPLICATION = 0xff;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** The blocks in their order, to the trailer; Unreadable where something else is among them. */
export function* gifBlocks(file: FileBytes): Generator<GifBlock> {
  const byteAt = byteReader(file);
  let subBlocks = 0;
  const afterSubBlocks = (from: number): number => {
    let at = from;
    for (let length = byteAt(at); length !== 0; length = byteAt(at)) {
      if (++subBlocks > MAX_SUB_BLOCKS)
        throw new Unreadable(`there are more than ${MAX_SUB_BLOCKS} sub-blocks`);
      at += 1 + length;
    }
    return at + 1;
  };
  let at = HEADER_BYTES + colourTableBytes(byteAt(10));
  for (;;) {
    const from = at;
    const introducer = byteAt(at);
    if (introducer === TRAILER) {
      yield { kind: 'trailer', from, bodyFrom: from + 1, to: from + 1 };
      return;
    }
    if (introducer !== EXTENSION && introducer !== IMAGE)
      throw new Unreadable(`a block begins with ${introducer}, which GIF does not know`);
    // An image has its own colour table, and then how many bits its codes begin with.
    const isApplication = introducer === EXTENSION && byteAt(at + 1) === APPLICATION && byteAt(at + 2) === 11;
    const bodyFrom =
      at + (isApplication ? 14 : introducer === EXTENSION ? 2 : 11 + colourTableBytes(byteAt(at + 9)));
    at = afterSubBlocks(bodyFrom);
    const kind = isApplication
      ? { application: decodeLatin1(file.at(from + 3, 11)) }
      : introducer === IMAGE
        ? 'image'
        : 'extension';
    yield { kind, from, bodyFrom, to: at };
  }
}

const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Reads ahead, since a picture is a chain of short pieces. */
function byteReader(file: FileBytes): (at: number) => number {
  let window = new Uint8Array();
  let windowAt = 0;
  return (at) => {
    if (at < windowAt || at >= windowAt + window.length) {
      window = Uint8Array.from(file.at(at, WINDOW_BYTES));
      windowAt = at;
    }
    const byte = window[at - windowAt];
    if (byte === undefined) throw new Unreadable('the file ends before its trailer');
    return byte;
  };
}
