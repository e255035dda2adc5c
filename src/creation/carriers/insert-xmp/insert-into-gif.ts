import { concatBytes, isEqualBytes } from '../../../lib/bytes.js';
import { fileBytesOf } from '../../../lib/file-bytes.js';
import { Unreadable } from '../carrier-reading.js';
import { GIF_XMP, gifBlocks, MAGIC_BYTES, type GifBlock } from '../gif-blocks.js';
import type { PacketFor } from './xmp-packet.js';

/**
 * Behind a packet, which is no chain of sub-blocks: wherever a reader that takes it for one comes out of it, these bytes lead to the end
 * (XMP specification part 3 §1.1.2).
 */
const MAGIC = Uint8Array.from({ length: MAGIC_BYTES }, (_, at) => (at === 0 ? 1 : Math.max(0, 256 - at)));
const HEAD = Buffer.from(`\x21\xff\x0b${GIF_XMP}`, 'latin1');
/** Extensions are of this version: an older file says of itself that it has none (GIF89a §17), and shows the same by it. */
const VERSION = Buffer.from('GIF89a', 'latin1');

/** The packet goes where one is, or to the end: the block that loops an animation stays behind the colour table, where old readers look for it. */
export function insertIntoGif(bytes: Uint8Array, packetFor: PacketFor): Uint8Array | null {
  let place: Pick<GifBlock, 'from' | 'to'> | null = null;
  let before: Uint8Array | null = null;
  for (const { kind, from, bodyFrom, to } of gifBlocks(fileBytesOf(bytes))) {
    if (kind === 'trailer') place ??= { from, to: from };
    else if (typeof kind !== 'string' && kind.application === GIF_XMP) {
      if (before) throw new Unreadable('there are two packets of XMP');
      const end = to - MAGIC_BYTES;
      if (!isEqualBytes(bytes.subarray(end, to), MAGIC)) return null;
      before = bytes.subarray(bodyFrom, end);
      place = { from, to };
    }
  }
  const packet = packetFor(before);
  // A NUL would end the block for whoever reads it as sub-blocks.
  if (!place || packet === null || packet.includes(0)) return null;
  return concatBytes([
    VERSION,
    bytes.subarray(VERSION.length, place.from),
    HEAD,
    packet,
    MAGIC,
    bytes.subarray(place.to),
  ]);
}
