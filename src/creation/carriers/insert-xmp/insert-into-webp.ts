import { concatBytes } from '../../../lib/bytes.js';
import { decodeLatin1 } from '../decode-text.js';
import type { PacketFor } from './xmp-packet.js';

/** RFC 9649 §2.7: flags of the extended header. */
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;
/** Through the size in a simple file's picture (RFC 9649 §2.5). */
const LEAST_BYTES = 30;

export function insertIntoWebp(bytes: Uint8Array, packetFor: PacketFor): Uint8Array | null {
  if (bytes.length < LEAST_BYTES) return null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  let isExtended = false;
  let packet: Uint8Array | null = null;
  let isThere = false;
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = decodeLatin1(bytes.subarray(at, at + 4));
    const length = view.readUInt32LE(at + 4);
    const end = at + 8 + length + (length & 1);
    if (end > bytes.length) return null;
    if (type === 'XMP ') {
      isThere = true;
      packet = packetFor(bytes.subarray(at + 8, at + 8 + length));
    } else if (type === 'VP8X') {
      isExtended = true;
      const header = Uint8Array.from(bytes.subarray(at, end));
      header[8]! |= HAS_XMP;
      parts.push(header);
    } else parts.push(bytes.subarray(at, end));
    at = end;
  }
  if (!isThere) packet = packetFor(null);
  if (packet === null) return null;
  const header = isExtended ? [] : [extendedHeader(view)];
  const body = concatBytes([...header, ...parts, webpChunk('XMP ', packet)]);
  const riff = Buffer.from(bytes.subarray(0, 12));
  riff.writeUInt32LE(4 + body.length, 4);
  return concatBytes([riff, body]);
}

function webpChunk(type: string, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return concatBytes([head, body, new Uint8Array(body.length & 1)]);
}

/** What a simple file lacks: its size, from the first bytes of its picture (RFC 9649 §2.5, §2.6). */
function extendedHeader(view: Buffer): Uint8Array {
  const isLossless = view.toString('latin1', 12, 16) === 'VP8L';
  const bits = isLossless ? view.readUInt32LE(21) : 0;
  const width = isLossless ? (bits & 0x3fff) + 1 : view.readUInt16LE(26) & 0x3fff;
  const height = isLossless ? ((bits >> 14) & 0x3fff) + 1 : view.readUInt16LE(28) & 0x3fff;
  const body = Buffer.alloc(10);
  body[0] = HAS_XMP | (isLossless && (bits >> 28) & 1 ? HAS_ALPHA : 0);
  body.writeUIntLE(Math.max(0, width - 1), 4, 3);
  body.writeUIntLE(Math.max(0, height - 1), 7, 3);
  return webpChunk('VP8X', body);
}
