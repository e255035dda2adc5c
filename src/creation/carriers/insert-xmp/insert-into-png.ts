import { crc32 } from 'node:zlib';
import { concatBytes } from '../../../lib/bytes.js';
import { decodeLatin1 } from '../decode-text.js';
import type { PacketFor } from './xmp-packet.js';

const XMP_KEYWORD = 'XML:com.adobe.xmp';
const IHDR_BYTES = 13;

export function insertIntoPng(bytes: Uint8Array, packetFor: PacketFor): Uint8Array | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.readUInt32BE(at);
    const type = decodeLatin1(bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IEND' || body.length < length) break;
    if (type === 'iTXt' && decodeLatin1(body.subarray(0, XMP_KEYWORD.length + 1)) === `${XMP_KEYWORD}\0`) {
      const start = xmpStart(body);
      const packet = start === null ? null : packetFor(body.subarray(start));
      return packet && concatBytes([bytes.subarray(0, at), pngXmp(packet), bytes.subarray(at + 12 + length)]);
    }
    at += 12 + length;
  }
  // Behind the header, which is the first chunk (PNG 3rd edition §5.6).
  const afterHeader = 8 + 12 + IHDR_BYTES;
  if (bytes.length < afterHeader || view.readUInt32BE(8) !== IHDR_BYTES) return null;
  const packet = packetFor(null);
  return packet && concatBytes([bytes.subarray(0, afterHeader), pngXmp(packet), bytes.subarray(afterHeader)]);
}

/** Where the text of an iTXt begins; null for a compressed one, which XMP never is. */
function xmpStart(body: Uint8Array): number | null {
  const flags = XMP_KEYWORD.length + 1;
  if (body[flags] !== 0) return null;
  const language = body.indexOf(0, flags + 2);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  return translated < 0 ? null : translated + 1;
}

function pngXmp(packet: Uint8Array): Uint8Array {
  const typed = concatBytes([Buffer.from(`iTXt${XMP_KEYWORD}\0\0\0\0\0`, 'latin1'), packet]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(typed.length - 4, 0);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed), 0);
  return concatBytes([length, typed, checksum]);
}
