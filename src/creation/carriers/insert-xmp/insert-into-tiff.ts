import { concatBytes } from '../../../lib/bytes.js';
import { Unreadable } from '../carrier-reading.js';
import type { PacketFor } from './xmp-packet.js';

/** XMP specification part 3 §1.1.3: the packet as BYTE, which other programs also write as UNDEFINED. */
const XMP = 0x02bc;
const BYTE = 1;
const UNDEFINED = 7;

/** What differs between TIFF 6.0 §2 and BigTIFF, in bytes. */
interface Layout {
  readonly isBig: boolean;
  readonly count: number;
  readonly offset: number;
  readonly entry: number;
  /** Where the header says where the first directory is. */
  readonly firstAt: number;
}
const CLASSIC = { count: 2, offset: 4, entry: 12, firstAt: 4 };
const BIGTIFF = { count: 8, offset: 8, entry: 20, firstAt: 8 };

/** A first directory with the packet is added behind the file, and the header points to it: everything else stays where it was. */
export function insertIntoTiff(bytes: Uint8Array, packetFor: PacketFor): Uint8Array | null {
  const layout = layoutOf(bytes);
  const { firstAt, offset, count, entry } = layout;
  const number = (at: number, length: number) => numberAt(bytes, at, { length, ...layout });
  const directory = number(firstAt, offset);
  const entriesAt = directory + count;
  const entries = Array.from({ length: countOf(number(directory, count)) }, (_, index) =>
    sliceOf(bytes, entriesAt + index * entry, entry),
  );
  const next = sliceOf(bytes, entriesAt + entries.length * entry, offset);
  const tagOf = (one: Uint8Array) => numberAt(one, 0, { length: 2, ...layout });
  const [own, another] = entries.filter((one) => tagOf(one) === XMP);
  // Which of two a reader takes is not said.
  if (another) return null;
  const packet = packetFor(own ? valueOf(own, bytes, layout) : null);
  if (packet === null) return null;

  // Values and directories begin at even places (TIFF 6.0 §2).
  const packetAt = bytes.length + (bytes.length & 1);
  const directoryAt = packetAt + packet.length + (packet.length & 1);
  const encode = (value: number, length: number) => encoded(value, { length, ...layout });
  const line = concatBytes([
    encode(XMP, 2),
    encode(BYTE, 2),
    encode(packet.length, offset),
    encode(packetAt, offset),
  ]);
  const lines = [...entries.filter((one) => one !== own), line].toSorted((a, b) => tagOf(a) - tagOf(b));
  return concatBytes([
    bytes.subarray(0, firstAt),
    encode(directoryAt, offset),
    bytes.subarray(firstAt + offset),
    new Uint8Array(bytes.length & 1),
    packet,
    new Uint8Array(packet.length & 1),
    encode(lines.length, count),
    ...lines,
    next,
  ]);
}

function layoutOf(bytes: Uint8Array): Layout {
  const order = numberAt(bytes, 0, { length: 2, isBig: true });
  const isBig = order === 0x4d4d;
  const version = numberAt(bytes, 2, { length: 2, isBig });
  if ((!isBig && order !== 0x4949) || (version !== 42 && version !== 43))
    throw new Unreadable('the file has no TIFF header');
  return { isBig, ...(version === 43 ? BIGTIFF : CLASSIC) };
}

/** More than any picture's directory has, and one less than a classic one can have. */
const MOST_ENTRIES = 0xfffe;

function countOf(count: number): number {
  if (count === 0 || count > MOST_ENTRIES) throw new Unreadable(`a directory has ${count} entries`);
  return count;
}

function valueOf(entry: Uint8Array, bytes: Uint8Array, layout: Layout): Uint8Array {
  const { offset } = layout;
  const type = numberAt(entry, 2, { length: 2, ...layout });
  if (type !== BYTE && type !== UNDEFINED) throw new Unreadable(`XMP is of the type ${type}`);
  const length = numberAt(entry, 4, { length: offset, ...layout });
  const at = 4 + offset;
  return length <= offset
    ? entry.subarray(at, at + length)
    : sliceOf(bytes, numberAt(entry, at, { length: offset, ...layout }), length);
}

function sliceOf(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (at + length > bytes.length) throw new Unreadable('the file ends within a directory');
  return bytes.subarray(at, at + length);
}

interface Form {
  readonly length: number;
  readonly isBig: boolean;
}

function numberAt(bytes: Uint8Array, at: number, { length, isBig }: Form): number {
  const digits = sliceOf(bytes, at, length);
  return (isBig ? digits : digits.toReversed()).reduce((value, digit) => value * 256 + digit, 0);
}

function encoded(value: number, { length, isBig }: Form): Uint8Array {
  const hex = value.toString(16).padStart(2 * length, '0');
  if (hex.length > 2 * length) throw new Unreadable('the file has no room for another directory');
  const digits = new Uint8Array(Buffer.from(hex, 'hex'));
  return isBig ? digits : digits.toReversed();
}
