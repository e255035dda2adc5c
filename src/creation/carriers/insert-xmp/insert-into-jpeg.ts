import { concatBytes } from '../../../lib/bytes.js';
import { decodeLatin1 } from '../decode-text.js';
import type { PacketFor } from './xmp-packet.js';

const JPEG_XMP = 'http://ns.adobe.com/xap/1.0/\0';

export function insertIntoJpeg(bytes: Uint8Array, packetFor: PacketFor): Uint8Array | null {
  let at = 2;
  let insertAt = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker < 0xc0 || marker === 0xda || marker === 0xd9) break;
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (end > bytes.length) return null;
    const body = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && decodeLatin1(body.subarray(0, JPEG_XMP.length)) === JPEG_XMP) {
      const packet = packetFor(body.subarray(JPEG_XMP.length));
      const segment = packet && jpegXmp(packet);
      return segment && concatBytes([bytes.subarray(0, at), segment, bytes.subarray(end)]);
    }
    // JFIF and EXIF want to be first.
    if (marker === 0xe0 || marker === 0xe1) insertAt = end;
    at = end;
  }
  const packet = packetFor(null);
  const segment = packet && jpegXmp(packet);
  return segment && concatBytes([bytes.subarray(0, insertAt), segment, bytes.subarray(insertAt)]);
}

function jpegXmp(packet: Uint8Array): Uint8Array | null {
  const length = 2 + JPEG_XMP.length + packet.length;
  return length > 0xffff
    ? null
    : concatBytes([
        Buffer.from([0xff, 0xe1, length >> 8, length & 255]),
        Buffer.from(JPEG_XMP, 'latin1'),
        packet,
      ]);
}
