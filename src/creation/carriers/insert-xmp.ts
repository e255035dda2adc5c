import { crc32 } from 'node:zlib';
import { concatBytes } from '../../lib/bytes.js';
import type { MediaType } from '../../originality/fingerprint.js';
import type { XmpProperty } from '../record-xmp.js';
import { decodeLatin1, decodeText } from './decode-text.js';

/**
 * A picture with properties added to its XMP, or with an XMP packet of its own: every other byte, and with them the pixels, stay as they are.
 * Null where the file's format, or what is in it, leaves no room: AVIF, TIFF and GIF, and a JPEG whose XMP would be too long for its segment.
 */
export function insertXmp(
  bytes: Uint8Array,
  mediaType: MediaType,
  properties: readonly XmpProperty[],
): Uint8Array | null {
  switch (mediaType) {
    case 'image/png':
      return intoPng(bytes, properties);
    case 'image/jpeg':
      return intoJpeg(bytes, properties);
    case 'image/webp':
      return intoWebp(bytes, properties);
    default:
      return null;
  }
}

const END_OF_RDF = '</rdf:RDF>';

/** Namespaces of the properties that are given (ISO 16684-1, IPTC Photo Metadata 2025.1, PLUS LDF 2.0.1). */
const NAMESPACES = [
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"',
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
  'xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"',
].join(' ');

/** The packet that is there with the properties added that it lacks, or a new one; null where what is there is no such packet. */
function packetWith(properties: readonly XmpProperty[], before: Uint8Array | null): Uint8Array | null {
  const description = (some: readonly XmpProperty[]) =>
    `<rdf:Description rdf:about="" ${NAMESPACES}>${some.map(({ xml }) => xml).join('')}</rdf:Description>`;
  if (before === null)
    return Buffer.from(
      `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description(properties)}${END_OF_RDF}</x:xmpmeta><?xpacket end="w"?>`,
    );
  const text = decodeText(before);
  const at = text.lastIndexOf(END_OF_RDF);
  // A property may be there once (ISO 16684-1 §7.4); what the file says of itself stands.
  const missing = properties.filter(({ name }) => !text.includes(`<${name}`) && !text.includes(` ${name}=`));
  return at < 0 ? null : Buffer.from(text.slice(0, at) + description(missing) + text.slice(at));
}

const XMP_KEYWORD = 'XML:com.adobe.xmp';

function intoPng(bytes: Uint8Array, properties: readonly XmpProperty[]): Uint8Array | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.readUInt32BE(at);
    const type = decodeLatin1(bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IEND') break;
    if (type === 'iTXt' && decodeLatin1(body.subarray(0, XMP_KEYWORD.length + 1)) === `${XMP_KEYWORD}\0`) {
      const start = xmpStart(body);
      const packet = start === null ? null : packetWith(properties, body.subarray(start));
      return packet && concatBytes([bytes.subarray(0, at), pngXmp(packet), bytes.subarray(at + 12 + length)]);
    }
    at += 12 + length;
  }
  // Behind the header, which is the first chunk (PNG 3rd edition §5.6).
  const afterHeader = 8 + 12 + view.readUInt32BE(8);
  const packet = packetWith(properties, null);
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

const JPEG_XMP = 'http://ns.adobe.com/xap/1.0/\0';

function intoJpeg(bytes: Uint8Array, properties: readonly XmpProperty[]): Uint8Array | null {
  let at = 2;
  let insertAt = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker < 0xc0 || marker === 0xda || marker === 0xd9) break;
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    const body = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && decodeLatin1(body.subarray(0, JPEG_XMP.length)) === JPEG_XMP) {
      const packet = packetWith(properties, body.subarray(JPEG_XMP.length));
      const segment = packet && jpegXmp(packet);
      return segment && concatBytes([bytes.subarray(0, at), segment, bytes.subarray(end)]);
    }
    // JFIF and EXIF want to be first.
    if (marker === 0xe0 || marker === 0xe1) insertAt = end;
    at = end;
  }
  const packet = packetWith(properties, null);
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

/** RFC 9649 §2.7: flags of the extended header. */
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;

function intoWebp(bytes: Uint8Array, properties: readonly XmpProperty[]): Uint8Array | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  let isExtended = false;
  let packet: Uint8Array | null = null;
  let isThere = false;
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = decodeLatin1(bytes.subarray(at, at + 4));
    const length = view.readUInt32LE(at + 4);
    const end = at + 8 + length + (length & 1);
    if (type === 'XMP ') {
      isThere = true;
      packet = packetWith(properties, bytes.subarray(at + 8, at + 8 + length));
    } else if (type === 'VP8X') {
      isExtended = true;
      const header = Uint8Array.from(bytes.subarray(at, end));
      header[8]! |= HAS_XMP;
      parts.push(header);
    } else parts.push(bytes.subarray(at, end));
    at = end;
  }
  if (!isThere) packet = packetWith(properties, null);
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
  body.writeUIntLE(width - 1, 4, 3);
  body.writeUIntLE(height - 1, 7, 3);
  return webpChunk('VP8X', body);
}
