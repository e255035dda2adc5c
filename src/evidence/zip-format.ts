import { concatBytes, isEqualBytes } from '../lib/bytes.js';

/**
 * The container: a zip (PKWARE APPNOTE 6.3.10) of stored entries in the order of their names, one after the other,
 * with nothing between, before or behind. Given names, sizes and CRCs, every byte of its headers follows, so a
 * reader that writes them again finds any that was altered. Sizes and CRCs stand before the data and not behind
 * it: common unzip programs cannot read stored entries that end in a data descriptor.
 */
export interface ZipHeader {
  readonly name: string;
  readonly sizeBytes: number;
  /** CRC-32 of the bytes. Shows damage to other programs; here digests do that. */
  readonly crc32: number;
}

/** Portable names: no "..", no absolute path, no backslash, no name that two systems would write in two ways. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,3}$/;
export const isPartName = (name: string): boolean => NAME.test(name);

const LOCAL = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
const VERSION = 20;
/** 1 January 1980, the first day a zip can say: the same content gives the same bytes. */
const DATE = 0x0021;

/** A field as [value, bytes], little-endian. */
type Field = readonly [value: number, size: 2 | 4];

const common = ({ name, sizeBytes, crc32 }: ZipHeader): Field[] => [
  [VERSION, 2],
  [0, 2], // flags
  [0, 2], // method: stored
  [0, 2], // time
  [DATE, 2],
  [crc32, 4],
  [sizeBytes, 4],
  [sizeBytes, 4],
  [name.length, 2],
  [0, 2], // length of the extra field
];

/** Also of a zip that was altered at one of its ends: a package that is damaged is told so, axis by axis. */
export function isLikeZip(bytes: Uint8Array): boolean {
  const hasAt = (place: number, signature: number) =>
    isEqualBytes(bytes.subarray(place, place + 4), packed([[signature, 4]]));
  // APPNOTE §4.3.7 and §4.3.16; the latter's bytes end it.
  return hasAt(0, LOCAL) || hasAt(Math.max(0, bytes.length - END_BYTES), END_SIGNATURE);
}

/** APPNOTE §4.3.7. */
export const localHeader = (header: ZipHeader): Uint8Array =>
  concatBytes([packed([[LOCAL, 4], ...common(header)]), new TextEncoder().encode(header.name)]);

/** APPNOTE §4.3.12. `offset` is where the entry's local header stands. */
export const centralHeader = (header: ZipHeader, offset: number): Uint8Array =>
  concatBytes([
    packed([
      [CENTRAL_SIGNATURE, 4],
      [VERSION, 2],
      ...common(header),
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ]),
    new TextEncoder().encode(header.name),
  ]);

/** APPNOTE §4.3.16. */
export const endOfDirectory = ({
  count,
  sizeBytes,
  offset,
}: {
  count: number;
  sizeBytes: number;
  offset: number;
}): Uint8Array =>
  packed([
    [END_SIGNATURE, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [sizeBytes, 4],
    [offset, 4],
    [0, 2],
  ]);

/** The directory, with its end, of entries that stand in this order from the file's first byte on. */
export function directoryOf(headers: readonly ZipHeader[]): Uint8Array {
  let offset = 0;
  const central = headers.map((header) => {
    const bytes = centralHeader(header, offset);
    offset += LOCAL_BYTES + header.name.length + header.sizeBytes;
    return bytes;
  });
  const directory = concatBytes(central);
  return concatBytes([
    directory,
    endOfDirectory({ count: headers.length, sizeBytes: directory.length, offset }),
  ]);
}

function packed(fields: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((size, field) => size + field[1], 0)));
  let at = 0;
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}
