import type { FileBytes } from '../../lib/file-bytes.js';
import type { CarrierReading } from './carrier-reading.js';
import { decodeLatin1 } from './decode-text.js';
import { readExif } from './read-tiff.js';
import { readXmp } from './read-xmp.js';

/** More than any animation has. */
const MAX_CHUNKS = 100_000;

/** EXIF and XMP of a WebP (RFC 9649 §2.7.1.4), and whether it has a manifest (`C2PA`). */
export function readWebp(file: FileBytes, reading: CarrierReading): void {
  let at = 12;
  for (let count = 0; at + 8 <= file.size; count++) {
    if (count > MAX_CHUNKS) {
      reading.unread('WebP', `there are more than ${MAX_CHUNKS} chunks`);
      return;
    }
    const header = file.at(at, 8);
    const type = decodeLatin1(header.subarray(0, 4));
    const length = Buffer.from(header).readUInt32LE(4);
    if (type === 'C2PA') reading.hasManifestStore = true;
    if (type === 'EXIF' || type === 'XMP ') {
      const from = at + 8;
      reading.part(`WebP ${type.trim()}`, () => {
        const body = reading.bytes(file, from, length);
        if (type === 'EXIF') readExif(body, reading);
        else readXmp(body, reading);
      });
    }
    at += 8 + length + (length & 1);
  }
}
