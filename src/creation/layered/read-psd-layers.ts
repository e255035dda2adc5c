import { Unreadable, type CarrierReading } from '../carriers/carrier-reading.js';
import { decodeText } from '../carriers/decode-text.js';
import type { ByteCursor } from './byte-cursor.js';
import type { Bounds, LayeredDraft } from './layered-file.js';
import { hasWideLength, psdBlendMode, psdLayerKind } from './psd-words.js';

/** Channels of one layer (File Header Section). */
const MAX_CHANNELS = 56;
/** Of all layers together; a layer has some ten. */
const MAX_BLOCKS = 400_000;
/** As a name may be longer than anybody shows, so many UTF-16 units of it are read. */
const MAX_NAME_UNITS = 1000;

/** Section dividers (`lsct`): a group is a layer above its content, and one without a name beneath it. */
const OPEN_FOLDER = 1;
const CLOSED_FOLDER = 2;
const BOUNDING = 3;

interface LayerRecord {
  readonly name: string;
  readonly keys: ReadonlySet<string>;
  /** 0 where the layer is no part of a group's frame. */
  readonly divider: number;
  readonly blendMode: string;
  readonly opacity: number;
  readonly isVisible: boolean;
  readonly bounds: Bounds | null;
}

/**
 * The layers of the Layer and Mask Information Section, of which no pixel is read. With 16 or 32 bits a channel they are in a block of their own
 * behind it, `Lr16` or `Lr32`.
 */
export function readPsdLayers(
  section: ByteCursor,
  { isLarge, draft, reading }: { isLarge: boolean; draft: LayeredDraft; reading: CarrierReading },
): void {
  if (section.left < (isLarge ? 8 : 4)) return;
  const length = isLarge ? section.u64() : section.u32();
  const records: LayerRecord[] = [];
  const blocks = new Blocks(isLarge);
  try {
    if (length > 0) readRecords(part(section, length), records, blocks);
    else readDeepRecords(section, records, blocks);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reading.unread('PSD layers', `after the lowest ${records.length} of them: ${error.message}`);
  }
  addTopmostFirst(records, draft);
}

/** As much of a part as is there. */
const part = (cursor: ByteCursor, length: number): ByteCursor => cursor.part(Math.min(length, cursor.left));

function readDeepRecords(section: ByteCursor, records: LayerRecord[], blocks: Blocks): void {
  if (section.left < 4) return;
  section.skip(section.u32()); // Global layer mask info
  blocks.walk(section, (key, block) => {
    if (key === 'Lr16' || key === 'Lr32' || key === 'Layr') readRecords(block, records, blocks);
  });
}

/** Layer info. A negative count says that the merged picture has transparency. */
function readRecords(cursor: ByteCursor, records: LayerRecord[], blocks: Blocks): void {
  if (cursor.left < 2) return;
  const count = Math.abs(cursor.i16());
  for (let number = 0; number < count; number++) records.push(readRecord(cursor, blocks));
}

function readRecord(cursor: ByteCursor, blocks: Blocks): LayerRecord {
  const [top, left, bottom, right] = [cursor.i32(), cursor.i32(), cursor.i32(), cursor.i32()];
  const channels = cursor.u16();
  if (channels > MAX_CHANNELS) throw new Unreadable(`the next has ${channels} channels`);
  cursor.skip(channels * (blocks.isLarge ? 10 : 6));
  if (cursor.latin1(4) !== '8BIM') throw new Unreadable('the next does not begin as one');
  const ownMode = cursor.latin1(4);
  const opacity = cursor.u8();
  cursor.skip(1); // clipping
  const flags = cursor.u8();
  cursor.skip(1);
  const extra = cursor.part(cursor.u32());
  extra.skip(extra.u32()); // mask
  extra.skip(extra.u32()); // blending ranges
  const { name, keys, divider, groupMode } = readExtra(extra, blocks);
  return {
    name,
    keys,
    divider,
    blendMode: psdBlendMode(groupMode ?? ownMode),
    opacity: Math.round((opacity / 255) * 10_000) / 10_000,
    // Set where it is hidden, whatever the specification calls it.
    isVisible: (flags & 2) === 0,
    bounds: boundsOf({ top, left, bottom, right }),
  };
}

function boundsOf({ top, left, bottom, right }: Record<'top' | 'left' | 'bottom' | 'right', number>) {
  const [width, height] = [right - left, bottom - top];
  return width > 0 && height > 0 ? { x: left, y: top, width, height } : null;
}

function readExtra(extra: ByteCursor, blocks: Blocks) {
  const nameBytes = extra.u8();
  let name = decodeText(extra.bytes(nameBytes));
  // Padded to four bytes, its length among them.
  extra.skip(Math.min(extra.left, 3 - (nameBytes & 3)));
  const keys = new Set<string>();
  let divider = 0;
  let groupMode: string | null = null;
  blocks.walk(extra, (key, block) => {
    keys.add(key);
    if (key === 'luni' && block.left >= 4) name = unicodeName(block);
    if ((key === 'lsct' || key === 'lsdk') && block.left >= 4) {
      divider = block.u32();
      if (block.left >= 8 && block.latin1(4) === '8BIM') groupMode = block.latin1(4);
    }
  });
  return { name, keys, divider, groupMode };
}

/** A Unicode string: how many units of UTF-16, those, and often a NUL. */
function unicodeName(block: ByteCursor): string {
  const units = Math.min(block.u32(), Math.floor(block.left / 2), MAX_NAME_UNITS);
  const text = Buffer.from(block.bytes(2 * units))
    .swap16()
    .toString('utf16le');
  return text.endsWith('\0') ? text.slice(0, -1) : text;
}

/** The blocks of Additional Layer Information, in one file no more than MAX_BLOCKS. */
class Blocks {
  #count = 0;

  constructor(readonly isLarge: boolean) {}

  walk(cursor: ByteCursor, found: (key: string, block: ByteCursor) => void): void {
    while (cursor.left >= 12) {
      const signature = this.#signature(cursor);
      if (signature === null) return;
      if (++this.#count > MAX_BLOCKS) throw new Unreadable('there is more beside them than is read');
      const key = cursor.latin1(4);
      const isWide = signature === '8B64' || (this.isLarge && hasWideLength(key));
      found(key, part(cursor, isWide ? cursor.u64() : cursor.u32()));
    }
  }

  /** Programs pad a block to one, two or four bytes: the next begins at most three behind it. */
  #signature(cursor: ByteCursor): string | null {
    for (let padding = 0; padding < 4 && cursor.left >= 12; padding++) {
      const signature = cursor.latin1(4);
      if (signature === '8BIM' || signature === '8B64') return signature;
      cursor.at -= 3;
    }
    return null;
  }
}

function addTopmostFirst(records: readonly LayerRecord[], draft: LayeredDraft): void {
  let depth = 0;
  for (const { divider, keys, ...layer } of records.toReversed()) {
    if (divider === BOUNDING) {
      depth = Math.max(0, depth - 1);
      continue;
    }
    const isGroup = divider === OPEN_FOLDER || divider === CLOSED_FOLDER;
    draft.addLayer({ ...layer, kind: isGroup ? 'group' : psdLayerKind(keys), depth });
    if (isGroup) depth++;
  }
}
