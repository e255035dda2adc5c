import type { FileBytes } from '../../lib/file-bytes.js';
import { concatBytes, isEqualBytes } from '../../lib/bytes.js';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { decodeLatin1 } from './decode-text.js';
import { readExif } from './read-tiff.js';
import { readXmp } from './read-xmp.js';

/** C2PA 2.2 §A.5.1: the user type of the box that holds a manifest store. */
const C2PA = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
const MAX_BOXES = 10_000;
const MAX_EXTENTS = 10_000;

/** EXIF and XMP items of an AVIF (ISO/IEC 14496-12 §8.11, 23008-12 annex A), and whether it has a manifest. */
export function readAvif(file: FileBytes, reading: CarrierReading): void {
  for (const box of boxes(file, { from: 0, to: file.size })) {
    if (box.type === 'uuid' && isEqualBytes(file.at(box.from, 16), C2PA)) reading.hasManifestStore = true;
    if (box.type === 'meta') reading.part('AVIF meta', () => readItems(file, box, reading));
  }
}

interface Box {
  readonly type: string;
  /** Where its content is in the file. */
  readonly from: number;
  readonly to: number;
}

function* boxes(file: FileBytes, { from, to }: Pick<Box, 'from' | 'to'>): Generator<Box> {
  let at = from;
  for (let count = 0; at + 8 <= to; count++) {
    if (count > MAX_BOXES) throw new Unreadable(`there are more than ${MAX_BOXES} boxes`);
    const header = Buffer.from(file.at(at, 16));
    if (header.length < 8) return;
    const short = header.readUInt32BE(0);
    const isLong = short === 1 && header.length === 16;
    const size = isLong ? Number(header.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    const headerBytes = isLong ? 16 : 8;
    if (size < headerBytes || at + size > to) throw new Unreadable('a box is larger than what holds it');
    yield { type: decodeLatin1(header.subarray(4, 8)), from: at + headerBytes, to: at + size };
    at += size;
  }
}

function readItems(file: FileBytes, meta: Box, reading: CarrierReading): void {
  // A full box: version and flags come before what is in it.
  const inside = [...boxes(file, { from: meta.from + 4, to: meta.to })];
  const find = (type: string) => inside.find((box) => box.type === type);
  const names = find('iinf');
  const places = find('iloc');
  if (!names || !places) return;
  const contentOf = ({ from, to }: Box) => new Cursor(reading.bytes(file, from, to - from));
  const extents = placesOf(contentOf(places), find('idat')?.from ?? null);
  for (const { id, type } of itemsOf(file, names, contentOf)) {
    const where = extents.get(id);
    if (!where || (type !== 'Exif' && type !== 'application/rdf+xml')) continue;
    reading.part(`AVIF ${type === 'Exif' ? 'Exif' : 'XMP'}`, () => {
      const body = concatBytes(where.map(({ offset, length }) => reading.bytes(file, offset, length)));
      if (type !== 'Exif') return readXmp(body, reading);
      if (body.length < 4) throw new Unreadable('an EXIF item is empty');
      // 23008-12 A.2.1: four bytes tell how far the TIFF header is.
      readExif(body.subarray(4 + Buffer.from(body).readUInt32BE(0)), reading);
    });
  }
}

function* itemsOf(
  file: FileBytes,
  names: Box,
  contentOf: (box: Box) => Cursor,
): Generator<{ id: number; type: string }> {
  const isShort = file.at(names.from, 1)[0] === 0;
  for (const box of boxes(file, { from: names.from + (isShort ? 6 : 8), to: names.to })) {
    if (box.type !== 'infe') continue;
    const entry = contentOf(box);
    const version = entry.number(1);
    if (version < 2) continue;
    entry.skip(3);
    const id = entry.number(version === 2 ? 2 : 4);
    entry.skip(2);
    const type = entry.text(4);
    entry.untilNul();
    yield { id, type: type === 'mime' ? entry.untilNul() : type };
  }
}

/** ISO/IEC 14496-12 §8.11.3. Items that are made of other items have no text. */
function placesOf(box: Cursor, idatFrom: number | null): Map<number, { offset: number; length: number }[]> {
  const version = box.number(1);
  box.skip(3);
  const sizes = box.number(2);
  const offsetBytes = sizes >> 12;
  const lengthBytes = (sizes >> 8) & 15;
  const baseBytes = (sizes >> 4) & 15;
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const items = box.number(version < 2 ? 2 : 4);
  const places = new Map<number, { offset: number; length: number }[]>();
  let count = 0;
  for (let item = 0; item < items; item++) {
    const id = box.number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : box.number(2) & 15;
    box.skip(2);
    const base = box.number(baseBytes);
    const extents = box.number(2);
    if ((count += extents) > MAX_EXTENTS) throw new Unreadable(`items have more than ${MAX_EXTENTS} extents`);
    const start = method === 0 ? 0 : method === 1 ? idatFrom : null;
    const found: { offset: number; length: number }[] = [];
    for (let extent = 0; extent < extents; extent++) {
      box.skip(indexBytes);
      const offset = box.number(offsetBytes);
      const length = box.number(lengthBytes);
      if (start !== null) found.push({ offset: start + base + offset, length });
    }
    if (found.length > 0) places.set(id, found);
  }
  return places;
}

class Cursor {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  skip(bytes: number): void {
    this.#at += bytes;
  }

  number(bytes: number): number {
    if (this.#at + bytes > this.bytes.length) throw new Unreadable('a box ends within a number');
    let value = 0;
    for (let index = 0; index < bytes; index++) value = value * 256 + this.bytes[this.#at++]!;
    return value;
  }

  text(bytes: number): string {
    this.#at += bytes;
    return decodeLatin1(this.bytes.subarray(this.#at - bytes, this.#at));
  }

  untilNul(): string {
    const end = this.bytes.indexOf(0, this.#at);
    if (end < 0) throw new Unreadable('a text in a box has no end');
    const text = decodeLatin1(this.bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }
}
