import { concatBytes } from '../../../lib/bytes.js';
import { fileBytesOf } from '../../../lib/file-bytes.js';
import { Unreadable } from '../carrier-reading.js';
import { boxes, BoxCursor, type Box } from '../iso-boxes.js';
import { itemPlacesIn, itemsIn, methodOf, type ItemPlace, type ItemPlaces } from '../iso-items.js';
import { boxOf, describes, integer, itemOf, itemPlacesBox } from './write-iso-boxes.js';
import type { PacketFor } from './xmp-packet.js';

const XMP = 'application/rdf+xml';
/** What is known to tell of no place in the file but by `meta`. A sequence's `moov` tells of many, in boxes that are not all known. */
const CARRIED_OVER = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'wide', 'uuid']);
/** In bytes, of the full box `meta` and of others before what is in them. */
const VERSION_BYTES = 4;
const MDAT_HEADER_BYTES = 8;
/** With more, numbers of items take four bytes. */
const MOST_ID = 0xffff;

/**
 * The packet is an item of its own (ISO/IEC 23008-12 annex A), in a box at the file's end. `meta` grows by what names it, and what `iloc` says is
 * behind `meta` moves with it.
 */
export function insertIntoAvif(bytes: Uint8Array, packetFor: PacketFor): Uint8Array | null {
  const meta = metaIn(bytes);
  const own = ownPacket(meta, bytes);
  const packet = packetFor(own ? own.packet : null);
  if (packet === null) return null;
  const id = own ? own.id : 1 + meta.ids.reduce((most, one) => Math.max(most, one), 0);
  if (id > MOST_ID) throw new Unreadable('there is no number left for an item');
  const { items } = meta.places;
  const place = { id, construction: 0, dataReference: 0, base: 0 };
  const all = own ? items : [...items, { ...place, extents: [] }];
  const placed = (grown: number): ItemPlace[] =>
    all.map((item) =>
      item.id === id
        ? {
            ...place,
            extents: [{ index: 0, offset: bytes.length + grown + MDAT_HEADER_BYTES, length: packet.length }],
          }
        : moved(item, { ...meta.box, grown }),
    );
  const withPlaces = (grown: number) =>
    metaWith(meta, bytes, { id, isNew: own === null, items: placed(grown) });
  // How long it is does not depend on where things are.
  const grown = withPlaces(0).length - (meta.box.to - meta.box.start);
  return concatBytes([
    bytes.subarray(0, meta.box.start),
    withPlaces(grown),
    bytes.subarray(meta.box.to),
    boxOf('mdat', packet),
  ]);
}

interface Change {
  readonly id: number;
  /** Whether the item is to be named, and said to describe the picture. */
  readonly isNew: boolean;
  readonly items: readonly ItemPlace[];
}

function metaWith(
  { box: meta, inside, places, primary }: Meta,
  bytes: Uint8Array,
  { id, isNew, items }: Change,
): Uint8Array {
  const references = inside.find(({ type }) => type === 'iref');
  const isWide = references !== undefined && bytes[references.from] !== 0;
  const reference = describes({ id, of: primary, isWide });
  const changed = inside.map((box) => {
    if (box.type === 'iloc')
      return itemPlacesBox({ version: places.version, sizes: withoutBase(places), items });
    if (isNew && box.type === 'iinf') return withItem(box, bytes, itemOf(id, XMP));
    if (isNew && box === references) return boxOf('iref', bytes.subarray(box.from, box.to), reference);
    return bytes.subarray(box.start, box.to);
  });
  if (isNew && !references) changed.push(boxOf('iref', new Uint8Array(VERSION_BYTES), reference));
  return boxOf('meta', bytes.subarray(meta.from, meta.from + VERSION_BYTES), ...changed);
}

interface Meta {
  readonly box: Box;
  readonly inside: readonly Box[];
  readonly places: ItemPlaces;
  /** The picture that is shown. */
  readonly primary: number;
  /** All numbers that are taken, of items and of groups (ISO/IEC 14496-12 §8.18.3). */
  readonly ids: readonly number[];
}

/** The file's `meta` with what is needed of it; Unreadable where a part is missing, or is there twice, or may not be moved. */
function metaIn(bytes: Uint8Array): Meta {
  const file = fileBytesOf(bytes);
  const top = [...boxes(file, { from: 0, to: file.size })];
  const odd = top.find(({ type, isOpen }) => isOpen || !CARRIED_OVER.has(type));
  if (odd || top.at(-1)?.to !== file.size)
    throw new Unreadable(`the file has ${odd ? `a box ${odd.type}` : 'bytes behind its last box'}`);
  const box = only(top, 'meta');
  const inside = [...boxes(file, { from: box.from + VERSION_BYTES, to: box.to })];
  if (inside.at(-1)?.to !== box.to || inside.some(({ isOpen }) => isOpen))
    throw new Unreadable('meta has bytes behind its last box, or a box without a size');
  const places = itemPlacesIn(cursorIn(only(inside, 'iloc'), bytes));
  if (places.version > 2) throw new Unreadable(`iloc is of the version ${places.version}`);
  const names = only(inside, 'iinf');
  const groups = inside
    .filter(({ type }) => type === 'grpl')
    .flatMap((list) => [...boxes(file, list)].map((group) => cursorIn(group, bytes)));
  return {
    box,
    inside,
    places,
    primary: versioned(cursorIn(only(inside, 'pitm'), bytes)),
    ids: [
      ...places.items.map(({ id }) => id),
      ...[...itemsIn(file, names, (one) => cursorIn(one, bytes))].map(({ id }) => id),
      ...groups.map((group) => {
        group.skip(VERSION_BYTES);
        return group.number(4);
      }),
    ],
  };
}

const cursorIn = ({ from, to }: Box, bytes: Uint8Array) => new BoxCursor(bytes.subarray(from, to));

/** A number of two bytes in a full box of version 0, and of four in others. */
function versioned(box: BoxCursor): number {
  const version = box.number(1);
  box.skip(3);
  return box.number(version === 0 ? 2 : 4);
}

function only(all: readonly Box[], type: string): Box {
  const [one, another] = all.filter((box) => box.type === type);
  if (!one || another) throw new Unreadable(`there is not one box ${type}`);
  return one;
}

/** The packet that is there, which is replaced: its item stays, and points to the new one. */
function ownPacket({ inside, places }: Meta, bytes: Uint8Array): { id: number; packet: Uint8Array } | null {
  const items = itemsIn(fileBytesOf(bytes), only(inside, 'iinf'), (box) => cursorIn(box, bytes));
  const [own, another] = [...items].filter(({ type }) => type === XMP);
  if (!own) return null;
  const place = places.items.find(({ id }) => id === own.id);
  const start = place && [0, inside.find(({ type }) => type === 'idat')?.from][methodOf(place)];
  if (another || !own.isPlain || !place || start === undefined)
    throw new Unreadable('the XMP that is there cannot be replaced');
  const parts = place.extents.map(({ offset, length }) => {
    const from = start + place.base + offset;
    return bytes.subarray(from, from + length);
  });
  return { id: own.id, packet: concatBytes(parts) };
}

interface Move {
  readonly start: number;
  readonly to: number;
  readonly grown: number;
}

/**
 * The same bytes of the file, where they are then; Unreadable where it is not sure which those are. They have no base: c2pa-rs moves an extent
 * twice that has both a base and an offset.
 */
function moved(item: ItemPlace, { start, to, grown }: Move): ItemPlace {
  // What is in `idat` moves with it.
  const isInFile = methodOf(item) === 0;
  if (methodOf(item) > 1 || item.dataReference !== 0)
    throw new Unreadable(`the item ${item.id} is made of others, or is elsewhere`);
  const extents = item.extents.map(({ index, offset, length }) => {
    const from = item.base + offset;
    if (isInFile && (length === 0 || (from < to && from + length > start)))
      throw new Unreadable(`the item ${item.id} is no certain part of the file`);
    return { index, offset: from + (isInFile && from >= to ? grown : 0), length };
  });
  return { ...item, base: 0, extents };
}

const withoutBase = ({ sizes }: ItemPlaces): ItemPlaces['sizes'] => ({
  ...sizes,
  base: 0,
  offset: Math.max(4, sizes.base, sizes.offset),
});

function withItem(box: Box, bytes: Uint8Array, item: Uint8Array): Uint8Array {
  const isShort = bytes[box.from] === 0;
  const countAt = box.from + VERSION_BYTES;
  const countBytes = isShort ? 2 : 4;
  const count = new BoxCursor(bytes.subarray(countAt, box.to)).number(countBytes);
  return boxOf(
    'iinf',
    bytes.subarray(box.from, countAt),
    integer(count + 1, countBytes),
    bytes.subarray(countAt + countBytes, box.to),
    item,
  );
}
