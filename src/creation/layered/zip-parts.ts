import { MAX_TEXT_BYTES, Unreadable, type CarrierReading } from '../carriers/carrier-reading.js';
import { decodeText } from '../carriers/decode-text.js';
import { readPng } from '../carriers/read-png.js';
import { fileBytesOf } from '../../lib/file-bytes.js';
import type { Zip } from './read-zip.js';

const MERGED = 'mergedimage.png';
const MAX_PICTURE_BYTES = 64_000_000;
/** As the standard has it. */
const MAX_SIDE = 2 ** 31 - 1;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** A text entry of a layered zip, of at most 8 MB; what is odd about it and no reason not to read it is told. */
export function zippedText(zip: Zip, name: string, reading: CarrierReading): string {
  const bytes = zip.read(name, MAX_TEXT_BYTES, (reason) => reading.unread(name, reason));
  reading.spend(bytes.length);
  return decodeText(bytes);
}

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

/** What the first bytes of a PNG say that it measures (PNG 3rd edition §11.2.1); throws Unreadable where it is none. */
export function pngSize(head: Uint8Array): PngSize {
  const start = Buffer.from(head.subarray(0, 24));
  if (start.length < 24 || !start.subarray(0, 8).equals(PNG)) throw new Unreadable('it is no PNG');
  const [width, height] = [start.readUInt32BE(16), start.readUInt32BE(20)];
  if (Math.min(width, height) < 1 || Math.max(width, height) > MAX_SIDE)
    throw new Unreadable(`it measures ${width} × ${height} pixels, which none does`);
  return { width, height };
}

export interface ZippedPicture {
  readonly png: Uint8Array;
  readonly size: PngSize;
}

/**
 * The merged picture that Krita and OpenRaster keep beside the layers, of at most 64 MB and so many pixels; its own texts are added to the file's.
 * Null where it cannot be had, which is told.
 */
export function zippedPicture(zip: Zip, reading: CarrierReading, limitPixels: number): ZippedPicture | null {
  let picture: ZippedPicture | null = null;
  reading.part(MERGED, () => {
    // Its first bytes before all others: what is no picture, or too large, is never unpacked.
    const size = pngSize(zip.head(MERGED, 24));
    if (size.width * size.height > limitPixels)
      throw new Unreadable(
        `it has ${size.width * size.height} pixels, and at most ${limitPixels} are decoded`,
      );
    const png = zip.read(MERGED, MAX_PICTURE_BYTES, (reason) => reading.unread(MERGED, reason));
    readPng(fileBytesOf(png), reading);
    picture = { png, size };
  });
  return picture;
}
