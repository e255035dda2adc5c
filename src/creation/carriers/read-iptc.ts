import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { decodeLatin1, decodeText } from './decode-text.js';

/** Photoshop's resource that holds IPTC-IIM. */
const IPTC_RESOURCE = 0x0404;

/** The IPTC among Photoshop's image resources (Adobe Photoshop File Formats, Image Resource Blocks). */
export function readPhotoshop(bytes: Uint8Array, reading: CarrierReading): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 12 <= bytes.length) {
    if (decodeLatin1(bytes.subarray(at, at + 4)) !== '8BIM') return;
    const id = view.readUInt16BE(at + 4);
    const nameBytes = 1 + bytes[at + 6]!;
    const sizeAt = at + 6 + nameBytes + (nameBytes & 1);
    if (sizeAt + 4 > bytes.length) throw new Unreadable('a Photoshop resource has no size');
    const size = view.readUInt32BE(sizeAt);
    if (id === IPTC_RESOURCE) readIptc(bytes.subarray(sizeAt + 4, sizeAt + 4 + size), reading);
    at = sizeAt + 4 + size + (size & 1);
  }
}

/** Datasets of the application record, by the names that IPTC-IIM 4.2 §6 and exiftool give them. */
const DATASETS: ReadonlyMap<number, string> = new Map([
  [5, 'ObjectName'],
  [25, 'Keywords'],
  [40, 'SpecialInstructions'],
  [55, 'DateCreated'],
  [65, 'OriginatingProgram'],
  [70, 'ProgramVersion'],
  [80, 'By-line'],
  [105, 'Headline'],
  [110, 'Credit'],
  [115, 'Source'],
  [116, 'CopyrightNotice'],
  [120, 'Caption-Abstract'],
  [122, 'Writer-Editor'],
]);

/** The texts of an IPTC-IIM 4.2 record 2. */
export function readIptc(bytes: Uint8Array, reading: CarrierReading): void {
  let at = 0;
  while (at + 5 <= bytes.length && bytes[at] === 0x1c) {
    const record = bytes[at + 1]!;
    const name = DATASETS.get(bytes[at + 2]!);
    const size = (bytes[at + 3]! << 8) | bytes[at + 4]!;
    // §1.5 d: from 32,768 on the size has a size of its own; no text is that long.
    if (size > 0x7fff) throw new Unreadable('an IPTC dataset is longer than 32,767 bytes');
    const raw = bytes.subarray(at + 5, at + 5 + size);
    if (raw.length < size) throw new Unreadable('an IPTC dataset ends before its size');
    if (record === 2 && name !== undefined)
      reading.add({ carrier: 'IPTC', name, where: `IPTC ${name}`, text: decodeText(raw), raw });
    at += 5 + size;
  }
}
