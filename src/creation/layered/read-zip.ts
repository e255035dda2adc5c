import { constants, crc32, inflateRawSync } from 'node:zlib';
import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable } from '../carriers/carrier-reading.js';
import { decodeText } from '../carriers/decode-text.js';

/** Bounds that no file can lift. */
const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY_BYTES = 4_000_000;
/** Of an entry of which only the beginning is wanted, so many packed bytes are read: a block's own table takes up to 300 of them. */
const HEAD_BYTES = 400;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const IS_ENCRYPTED = 0x0041;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Of its local header. */
  readonly offset: number;
  /** Why it is not to be read, whatever is in it. */
  readonly fault: string | null;
}

/**
 * A zip (PKWARE APPNOTE 6.3.10, with zip64) of which single entries are read by name, stored or deflated. A name is nothing but a
 * key here: no path is ever made of it. What says of itself that it is larger than is wanted, overlaps another entry, is there twice or is
 * encrypted is refused before a byte of it is unpacked, and what unpacks to more than it says as soon as it does.
 */
export class Zip {
  readonly #entries: ReadonlyMap<string, Entry>;

  /** Throws Unreadable where there is no directory. */
  constructor(private readonly file: FileBytes) {
    this.#entries = entriesOf(file);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The bytes of an entry of at most so many; `told` hears of a wrong checksum, which is no reason not to look. */
  read(name: string, most: number, told: (reason: string) => void): Uint8Array {
    const entry = this.#readable(name);
    const { packedBytes, sizeBytes, method, crc } = entry;
    if (sizeBytes > most || packedBytes > most)
      throw new Unreadable(`it has ${Math.max(sizeBytes, packedBytes)} bytes, and at most ${most} are read`);
    const packed = this.#packed(entry, packedBytes);
    if (packed.length < packedBytes) throw new Unreadable('the file ends within it');
    const bytes = method === STORED ? packed : inflate(packed, sizeBytes);
    if (bytes.length !== sizeBytes) told(`it has ${bytes.length} bytes, and the zip says ${sizeBytes}`);
    if (crc32(bytes) !== crc) told('its checksum is not that of its bytes');
    return bytes;
  }

  /** The first bytes of an entry, at most so many as HEAD_BYTES unpack to. */
  head(name: string, length: number): Uint8Array {
    const entry = this.#readable(name);
    const packed = this.#packed(entry, Math.min(entry.packedBytes, HEAD_BYTES));
    if (entry.method === STORED) return packed.subarray(0, length);
    return unpacked(packed, 1100 * HEAD_BYTES, constants.Z_SYNC_FLUSH).subarray(0, length);
  }

  #readable(name: string): Entry {
    const entry = this.#entries.get(name);
    if (!entry) throw new Unreadable('it is not in the file');
    if (entry.fault !== null) throw new Unreadable(entry.fault);
    if (entry.flags & IS_ENCRYPTED) throw new Unreadable('it is encrypted');
    if (entry.method !== STORED && entry.method !== DEFLATED)
      throw new Unreadable(`it is compressed by method ${entry.method}, which is not read`);
    return entry;
  }

  /** APPNOTE §4.3.7: of the local header nothing counts but where it ends. */
  #packed({ offset }: Entry, length: number): Uint8Array {
    const header = viewOf(this.file.at(offset, 30));
    if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
      throw new Unreadable('where the zip says that it is, it is not');
    const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    return this.file.at(start, Math.min(length, Math.max(0, this.file.size - start)));
  }
}

function inflate(packed: Uint8Array, sizeBytes: number): Uint8Array {
  return unpacked(packed, Math.max(1, sizeBytes), constants.Z_FINISH);
}

function unpacked(packed: Uint8Array, most: number, finishFlush: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: most, finishFlush });
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Unreadable(isTooLarge ? 'it unpacks to more than the zip says' : 'its compression is broken', {
      cause,
    });
  }
}

interface Directory {
  readonly count: number;
  readonly sizeBytes: number;
  readonly offset: number;
}

function entriesOf(file: FileBytes): ReadonlyMap<string, Entry> {
  const { count, sizeBytes, offset } = directoryOf(file);
  if (count > MAX_ENTRIES)
    throw new Unreadable(`the zip has ${count} entries, and at most ${MAX_ENTRIES} are read`);
  if (sizeBytes > MAX_DIRECTORY_BYTES || offset + sizeBytes > file.size)
    throw new Unreadable("the zip's directory is not where it says, or larger than is read");
  const bytes = file.at(offset, sizeBytes);
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    const { entry, next } = entryAt(bytes, at);
    entries.push(entry);
    at = next;
  }
  return byName(entries, offset);
}

/** APPNOTE §4.3.12. */
function entryAt(bytes: Uint8Array, at: number): { entry: Entry; next: number } {
  const view = viewOf(bytes.subarray(at));
  if (view.byteLength < 46 || view.getUint32(0, true) !== CENTRAL)
    throw new Unreadable("the zip's directory ends before it says");
  const nameEnd = 46 + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  const [packedBytes, sizeBytes, offset] = wideSizes(
    viewOf(bytes.subarray(at + nameEnd, at + extraEnd)),
    // In the order in which the extra field has them.
    { size: view.getUint32(24, true), packed: view.getUint32(20, true), offset: view.getUint32(42, true) },
  );
  return {
    entry: {
      name: decodeText(bytes.subarray(at + 46, at + Math.min(nameEnd, 46 + 1024))),
      flags: view.getUint16(8, true),
      method: view.getUint16(10, true),
      crc: view.getUint32(16, true),
      packedBytes,
      sizeBytes,
      offset,
      fault: null,
    },
    next: at + extraEnd + view.getUint16(32, true),
  };
}

/** APPNOTE §4.5.3: what does not fit 32 bits stands in an extra field, in this order, each only if it does not. */
function wideSizes(
  extra: DataView,
  { size, packed, offset }: { size: number; packed: number; offset: number },
): [packed: number, size: number, offset: number] {
  let at = 0;
  while (at + 4 <= extra.byteLength && extra.getUint16(at, true) !== 1)
    at += 4 + extra.getUint16(at + 2, true);
  let field = at + 4;
  const wide = (value: number): number => {
    if (value !== 0xffffffff || field + 8 > extra.byteLength) return value;
    field += 8;
    return Number(extra.getBigUint64(field - 8, true));
  };
  const [wideSize, widePacked, wideOffset] = [wide(size), wide(packed), wide(offset)];
  return [widePacked, wideSize, wideOffset];
}

/** Two of one name, or two that share bytes, let two programs read two things of one file: neither is read. */
function byName(entries: readonly Entry[], directoryAt: number): ReadonlyMap<string, Entry> {
  const ordered = entries.toSorted((one, other) => one.offset - other.offset);
  const named = new Map<string, Entry>();
  let reached = 0;
  for (const [index, entry] of ordered.entries()) {
    const end = entry.offset + 30 + entry.packedBytes;
    const next = ordered[index + 1]?.offset ?? directoryAt;
    const overlaps = entry.offset < reached || end > next || end > directoryAt;
    reached = Math.max(reached, end);
    const fault = named.has(entry.name)
      ? 'it is in the zip more than once'
      : overlaps
        ? 'it overlaps another part of the zip'
        : null;
    named.set(entry.name, { ...entry, fault });
  }
  return named;
}

/** APPNOTE §4.3.16, searched from behind: a comment of up to 65,535 bytes may follow it. */
function directoryOf(file: FileBytes): Directory {
  const tailAt = Math.max(0, file.size - 65_557);
  const tail = file.at(tailAt, file.size - tailAt);
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const sizeBytes = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    const isWide = count === 0xffff || sizeBytes === 0xffffffff || offset === 0xffffffff;
    return isWide ? wideDirectory(file, tailAt + at) : { count, sizeBytes, offset };
  }
  throw new Unreadable('the zip has no directory: the file was cut off, or is none');
}

/** APPNOTE §4.3.14 and §4.3.15. */
function wideDirectory(file: FileBytes, endAt: number): Directory {
  const locator = viewOf(file.at(Math.max(0, endAt - 20), 20));
  const isThere = locator.byteLength === 20 && locator.getUint32(0, true) === LOCATOR64;
  const at = isThere ? Number(locator.getBigUint64(8, true)) : Infinity;
  const end = at + 56 > file.size ? null : viewOf(file.at(at, 56));
  if (end === null || end.getUint32(0, true) !== END64)
    throw new Unreadable('the zip is a zip64 and has no directory of one');
  return {
    count: Number(end.getBigUint64(32, true)),
    sizeBytes: Number(end.getBigUint64(40, true)),
    offset: Number(end.getBigUint64(48, true)),
  };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
