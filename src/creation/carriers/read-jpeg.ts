import type { FileBytes } from '../../lib/file-bytes.js';
import { concatBytes } from '../../lib/bytes.js';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { decodeLatin1, decodeText } from './decode-text.js';
import { readPhotoshop } from './read-iptc.js';
import { readExif } from './read-tiff.js';
import { readXmp } from './read-xmp.js';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;
const APP11 = 0xeb;
const APP13 = 0xed;
const COMMENT = 0xfe;
const READ = new Set([APP1, APP11, APP13, COMMENT]);

const EXIF = 'Exif\0\0';
/** Of a segment's length each; together no more than is read of a file. */
const MAX_PORTIONS = 400;
const MAX_SEGMENTS = 20_000;

const XMP = 'http://ns.adobe.com/xap/1.0/\0';
/** XMP specification part 3 §1.1.3.1: GUID (32), whole length (4), offset (4), a portion. */
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';

/** The segments of a JPEG up to its picture (ITU-T T.81 annex B): EXIF, XMP, IPTC, comments, and whether it has a manifest (APP11, JUMBF). */
export function readJpeg(file: FileBytes, reading: CarrierReading): void {
  const extended: Extended = new Map();
  let at = 2;
  for (let count = 0; at + 4 <= file.size; count++) {
    const header = file.at(at, 4);
    if (count > MAX_SEGMENTS || header[0] !== 0xff) {
      reading.unread(
        'JPEG',
        count > MAX_SEGMENTS
          ? `there are more than ${MAX_SEGMENTS} segments`
          : `no segment begins at byte ${at}`,
      );
      break;
    }
    const marker = header[1]!;
    // Fill bytes (B.1.1.2), and markers that stand alone.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    const length = (header[2]! << 8) | header[3]!;
    const from = at + 4;
    if (READ.has(marker))
      reading.part('JPEG', () =>
        readSegment(marker, reading.bytes(file, from, Math.max(0, length - 2)), reading, extended),
      );
    at += 2 + Math.max(2, length);
  }
  for (const portions of extended.values()) {
    portions.sort((a, b) => a.offset - b.offset);
    const whole = concatBytes(portions.map(({ bytes }) => bytes));
    reading.part('XMP', () => readXmp(whole, reading));
  }
}

/** Portions of extended XMP by their GUID. */
type Extended = Map<string, { offset: number; bytes: Uint8Array }[]>;

function readSegment(marker: number, body: Uint8Array, reading: CarrierReading, extended: Extended): void {
  const startsWith = (signature: string) => decodeLatin1(body.subarray(0, signature.length)) === signature;
  if (marker === APP1 && startsWith(EXIF)) readExif(body.subarray(EXIF.length), reading);
  else if (marker === APP1 && startsWith(XMP)) readXmp(body.subarray(XMP.length), reading);
  else if (marker === APP1 && startsWith(EXTENDED_XMP))
    addPortion(extended, body.subarray(EXTENDED_XMP.length));
  else if (marker === APP11 && decodeLatin1(body.subarray(0, 2)) === 'JP') reading.hasManifestStore = true;
  else if (marker === APP13 && startsWith(PHOTOSHOP)) readPhotoshop(body.subarray(PHOTOSHOP.length), reading);
  else if (marker === COMMENT)
    reading.add({ carrier: 'JPEG', name: 'Comment', where: 'JPEG COM', text: decodeText(body), raw: body });
}

function addPortion(extended: Extended, body: Uint8Array): void {
  if (body.length < 40) throw new Unreadable('a portion of extended XMP has no header');
  const id = decodeLatin1(body.subarray(0, 32));
  const portions = extended.get(id) ?? [];
  portions.push({ offset: Buffer.from(body).readUInt32BE(36), bytes: body.subarray(40) });
  if (portions.length > MAX_PORTIONS) throw new Unreadable('there is more extended XMP than is read');
  extended.set(id, portions);
}
