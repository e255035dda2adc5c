import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable } from './carrier-reading.js';
import { boxes, type Box, type BoxCursor } from './iso-boxes.js';

const MAX_ITEMS = 10_000;
const MAX_EXTENTS = 10_000;

export interface Item {
  readonly id: number;
  /** Such as `av01` or `Exif`, or of a MIME item the content's type. */
  readonly type: string;
  /** Whether its bytes are neither protected nor compressed. */
  readonly isPlain: boolean;
}

/** ISO/IEC 14496-12 §8.11.6: what `iinf` names, by entries since version 2. */
export function* itemsIn(file: FileBytes, names: Box, contentOf: (box: Box) => BoxCursor): Generator<Item> {
  const isShort = file.at(names.from, 1)[0] === 0;
  for (const box of boxes(file, { from: names.from + (isShort ? 6 : 8), to: names.to })) {
    if (box.type !== 'infe') continue;
    const entry = contentOf(box);
    const version = entry.number(1);
    if (version < 2) continue;
    entry.skip(3);
    const id = entry.number(version === 2 ? 2 : 4);
    const isProtected = entry.number(2) !== 0;
    const type = entry.text(4);
    entry.untilNul();
    if (type !== 'mime') yield { id, type, isPlain: !isProtected };
    else {
      const contentType = entry.untilNul();
      // The name of its encoding may be left out, and is empty for none.
      const isEncoded = entry.rest > 0 && entry.number(1) !== 0;
      yield { id, type: contentType, isPlain: !isProtected && !isEncoded };
    }
  }
}

export interface ItemPlace {
  readonly id: number;
  /** Its last four bits are how places are meant: in the file, in `idat`, or in another item. */
  readonly construction: number;
  /** Not 0 for what is in another file. */
  readonly dataReference: number;
  readonly base: number;
  readonly extents: readonly { readonly index: number; readonly offset: number; readonly length: number }[];
}

/** What `iloc` tells (ISO/IEC 14496-12 §8.11.3), with how many bytes it has for each sort of number. */
export interface ItemPlaces {
  readonly version: number;
  readonly sizes: {
    readonly offset: number;
    readonly length: number;
    readonly base: number;
    readonly index: number;
  };
  readonly items: readonly ItemPlace[];
}

export const methodOf = ({ construction }: ItemPlace): number => construction & 15;

export function itemPlacesIn(box: BoxCursor): ItemPlaces {
  const version = box.number(1);
  box.skip(3);
  const packed = box.number(2);
  const sizes = {
    offset: packed >> 12,
    length: (packed >> 8) & 15,
    base: (packed >> 4) & 15,
    index: version === 0 ? 0 : packed & 15,
  };
  const count = box.number(version < 2 ? 2 : 4);
  if (count > MAX_ITEMS) throw new Unreadable(`there are more than ${MAX_ITEMS} items`);
  const items: ItemPlace[] = [];
  let allExtents = 0;
  for (let item = 0; item < count; item++) {
    const id = box.number(version < 2 ? 2 : 4);
    const construction = version === 0 ? 0 : box.number(2);
    const dataReference = box.number(2);
    const base = box.number(sizes.base);
    const extentCount = box.number(2);
    if ((allExtents += extentCount) > MAX_EXTENTS)
      throw new Unreadable(`items have more than ${MAX_EXTENTS} extents`);
    const extents = Array.from({ length: extentCount }, () => ({
      index: box.number(sizes.index),
      offset: box.number(sizes.offset),
      length: box.number(sizes.length),
    }));
    items.push({ id, construction, dataReference, base, extents });
  }
  return { version, sizes, items };
}
