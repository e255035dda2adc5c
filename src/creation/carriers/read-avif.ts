import type { FileBytes } from '../../lib/file-bytes.js';
import { concatBytes, isEqualBytes } from '../../lib/bytes.js';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { boxes, BoxCursor, type Box } from './iso-boxes.js';
import { itemsIn, itemPlacesIn, methodOf, type ItemPlace } from './iso-items.js';
import { readExif } from './read-tiff.js';
import { readXmp } from './read-xmp.js';

/** C2PA 2.2 §A.5.1: the user type of the box that holds a manifest store. */
const C2PA = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');

/** EXIF and XMP items of an AVIF (ISO/IEC 14496-12 §8.11, 23008-12 annex A), and whether it has a manifest. */
export function readAvif(file: FileBytes, reading: CarrierReading): void {
  for (const box of boxes(file, { from: 0, to: file.size })) {
    if (box.type === 'uuid' && isEqualBytes(file.at(box.from, 16), C2PA)) reading.hasManifestStore = true;
    if (box.type === 'meta') reading.part('AVIF meta', () => readItems(file, box, reading));
  }
}

function readItems(file: FileBytes, meta: Box, reading: CarrierReading): void {
  // A full box: version and flags come before what is in it.
  const inside = [...boxes(file, { from: meta.from + 4, to: meta.to })];
  const find = (type: string) => inside.find((box) => box.type === type);
  const names = find('iinf');
  const places = find('iloc');
  if (!names || !places) return;
  const contentOf = ({ from, to }: Box) => new BoxCursor(reading.bytes(file, from, to - from));
  const { items } = itemPlacesIn(contentOf(places));
  const idatFrom = find('idat')?.from ?? null;
  const extents = new Map(items.map((item) => [item.id, extentsOf(item, idatFrom)]));
  for (const { id, type } of itemsIn(file, names, contentOf)) {
    const where = extents.get(id);
    if (!where?.length || (type !== 'Exif' && type !== 'application/rdf+xml')) continue;
    reading.part(`AVIF ${type === 'Exif' ? 'Exif' : 'XMP'}`, () => {
      const body = concatBytes(where.map(({ offset, length }) => reading.bytes(file, offset, length)));
      if (type !== 'Exif') return readXmp(body, reading);
      if (body.length < 4) throw new Unreadable('an EXIF item is empty');
      // 23008-12 A.2.1: four bytes tell how far the TIFF header is.
      readExif(body.subarray(4 + Buffer.from(body).readUInt32BE(0)), reading);
    });
  }
}

/** Where an item's bytes are in the file: none of one that is made of other items, which has no text. */
function extentsOf(item: ItemPlace, idatFrom: number | null): { offset: number; length: number }[] {
  const start = [0, idatFrom, null][methodOf(item)] ?? null;
  return start === null
    ? []
    : item.extents.map(({ offset, length }) => ({ offset: start + item.base + offset, length }));
}
