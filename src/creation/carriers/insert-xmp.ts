import type { MediaType } from '../../originality/fingerprint.js';
import type { XmpProperty } from '../record-xmp.js';
import { Unreadable } from './carrier-reading.js';
import { insertIntoAvif } from './insert-xmp/insert-into-avif.js';
import { insertIntoGif } from './insert-xmp/insert-into-gif.js';
import { insertIntoJpeg } from './insert-xmp/insert-into-jpeg.js';
import { insertIntoPng } from './insert-xmp/insert-into-png.js';
import { insertIntoTiff } from './insert-xmp/insert-into-tiff.js';
import { insertIntoWebp } from './insert-xmp/insert-into-webp.js';
import { packetWith, type PacketFor } from './insert-xmp/xmp-packet.js';

const INSERTS: Readonly<Record<MediaType, (bytes: Uint8Array, packetFor: PacketFor) => Uint8Array | null>> = {
  'image/png': insertIntoPng,
  'image/jpeg': insertIntoJpeg,
  'image/webp': insertIntoWebp,
  'image/avif': insertIntoAvif,
  'image/tiff': insertIntoTiff,
  'image/gif': insertIntoGif,
};

/**
 * A picture with properties added to its XMP, or with an XMP packet of its own. Its pixels and what else it carries stay byte for byte, and only
 * what says where they are is written anew. Null where what is in the file leaves no room, or could not be carried over safely: a JPEG whose XMP
 * would be too long for its segment, an AVIF that is a sequence or has items made of others, and what is no whole file of its format.
 */
export function insertXmp(
  bytes: Uint8Array,
  mediaType: MediaType,
  properties: readonly XmpProperty[],
): Uint8Array | null {
  try {
    return INSERTS[mediaType](bytes, (before) => packetWith(properties, before));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return null;
  }
}
