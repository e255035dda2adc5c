import { concatBytes } from '../../../lib/bytes.js';
import { Unreadable } from '../carrier-reading.js';
import type { ItemPlaces } from '../iso-items.js';

/** Big-endian; Unreadable for a number that has no room in so many bytes. */
export function integer(value: number, bytes: number): Uint8Array {
  const hex = value.toString(16).padStart(2 * bytes, '0');
  if (!Number.isSafeInteger(value) || (bytes === 0 ? value !== 0 : hex.length > 2 * bytes))
    throw new Unreadable(`${value} has no room in ${bytes} bytes`);
  return bytes === 0 ? new Uint8Array() : Buffer.from(hex, 'hex');
}

export function boxOf(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(content);
  return concatBytes([integer(8 + body.length, 4), Buffer.from(type, 'latin1'), body]);
}

/** ISO/IEC 14496-12 §8.11.6.2: an entry of version 2, with neither protection nor encoding. */
export const itemOf = (id: number, contentType: string): Uint8Array =>
  boxOf(
    'infe',
    integer(2, 1),
    integer(0, 3),
    integer(id, 2),
    integer(0, 2),
    Buffer.from(`mimeXMP\0${contentType}\0`),
  );

/** ISO/IEC 14496-12 §8.11.12: that an item describes the content of another (23008-12 §6.5.2). */
export function describes({ id, of, isWide }: { id: number; of: number; isWide: boolean }): Uint8Array {
  const bytes = isWide ? 4 : 2;
  return boxOf('cdsc', integer(id, bytes), integer(1, 2), integer(of, bytes));
}

export function itemPlacesBox({ version, sizes, items }: ItemPlaces): Uint8Array {
  const idBytes = version < 2 ? 2 : 4;
  const packed = (sizes.offset << 12) | (sizes.length << 8) | (sizes.base << 4) | sizes.index;
  const entries = items.flatMap(({ id, construction, dataReference, base, extents }) => [
    integer(id, idBytes),
    ...(version === 0 ? [] : [integer(construction, 2)]),
    integer(dataReference, 2),
    integer(base, sizes.base),
    integer(extents.length, 2),
    ...extents.flatMap(({ index, offset, length }) => [
      integer(index, sizes.index),
      integer(offset, sizes.offset),
      integer(length, sizes.length),
    ]),
  ]);
  return boxOf(
    'iloc',
    integer(version, 1),
    integer(0, 3),
    integer(packed, 2),
    integer(items.length, idBytes),
    ...entries,
  );
}
