import type { Pixels } from '../../originality/pdq.js';
import { Unreadable } from '../carriers/carrier-reading.js';
import type { ByteCursor } from './byte-cursor.js';
import { PSD_MODES } from './psd-words.js';
import type { PsdHeader } from './psd-header.js';

const RAW = 0;
const RLE = 1;
const [GRAYSCALE, INDEXED, RGB, DUOTONE] = [1, 2, 3, 8];
const PALETTE_BYTES = 768;

/**
 * The merged picture (Image Data Section) of 8 or 16 bits: RGB, Grayscale, Duotone as the grey that it is stored as, and Indexed. Of 16 bits the
 * higher 8; no profile is applied. Throws Unreadable for any other, before anything is decoded.
 */
export function readPsdPicture(
  section: ByteCursor,
  header: PsdHeader,
  { palette, limitPixels }: { palette: ByteCursor; limitPixels: number },
): Pixels {
  const { width, height, mode, depth, channels } = header;
  if (width * height > limitPixels)
    throw new Unreadable(`it has ${width * height} pixels, and at most ${limitPixels} are decoded`);
  const planes = mode === RGB ? 3 : mode === GRAYSCALE || mode === DUOTONE || mode === INDEXED ? 1 : 0;
  if (planes === 0 || (depth !== 8 && depth !== 16) || (mode === INDEXED && depth !== 8))
    throw new Unreadable(`${PSD_MODES.get(mode) ?? `mode ${mode}`} of ${depth} bits is not decoded`);
  if (channels < planes) throw new Unreadable(`it has ${channels} channels, and needs ${planes}`);
  const rows = rowsOf(section, header, planes);
  const colours = mode === INDEXED ? Buffer.from(palette.bytes(PALETTE_BYTES)) : null;
  const rgb = new Uint8Array(3 * width * height);
  for (let plane = 0; plane < planes; plane++)
    for (let y = 0; y < height; y++) {
      const row = rows();
      const from = 3 * y * width;
      if (planes === 3) scatter(row, rgb, { from: from + plane, step: depth / 8 });
      else spread(row, rgb, { from, step: depth / 8, colours });
    }
  return { width, height, rgb };
}

function scatter(row: Uint8Array, rgb: Uint8Array, { from, step }: { from: number; step: number }): void {
  for (let at = 0, to = from; at < row.length; at += step, to += 3) rgb[to] = row[at]!;
}

/** One value a pixel: grey, or the number of a colour, of which first all reds, then all greens, then all blues are told. */
function spread(
  row: Uint8Array,
  rgb: Uint8Array,
  { from, step, colours }: { from: number; step: number; colours: Uint8Array | null },
): void {
  for (let at = 0, to = from; at < row.length; at += step, to += 3)
    for (let plane = 0; plane < 3; plane++)
      rgb[to + plane] = colours ? colours[256 * plane + row[at]!]! : row[at]!;
}

/** Gives the rows one after the other, plane by plane; each lasts until the next. That all are there is known beforehand. */
function rowsOf(
  section: ByteCursor,
  { width, height, depth, channels, isLarge }: PsdHeader,
  planes: number,
): () => Uint8Array {
  const rowBytes = (width * depth) / 8;
  const compression = section.u16();
  if (compression === RAW) {
    if (section.left < rowBytes * height * planes) throw new Unreadable('the file ends within it');
    return () => section.bytes(rowBytes);
  }
  if (compression !== RLE)
    throw new Unreadable(`it is compressed by method ${compression}, which is not read`);
  const lengths: number[] = [];
  let packedBytes = 0;
  // Two bytes pack at most 128.
  const [least, most] = [2 * Math.ceil(rowBytes / 128), 2 * rowBytes + 2];
  for (let row = 0; row < height * channels; row++) {
    const length = isLarge ? section.u32() : section.u16();
    if (row >= height * planes) continue;
    if (length < least || length > most) throw new Unreadable('a row has a length that none can have');
    lengths.push(length);
    packedBytes += length;
  }
  if (packedBytes > section.left) throw new Unreadable('the file ends within it');
  const row = new Uint8Array(rowBytes);
  let next = 0;
  return () => unpack(section.bytes(lengths[next++]!), row);
}

/** PackBits (TIFF 6.0 §9). */
function unpack(packed: Uint8Array, row: Uint8Array): Uint8Array {
  let to = 0;
  for (let at = 0; at < packed.length && to < row.length;) {
    const sign = packed[at++]!;
    if (sign === 128) continue;
    const length = sign < 128 ? sign + 1 : 257 - sign;
    if (to + length > row.length || (sign < 128 && at + length > packed.length))
      throw new Unreadable('a row is longer than the picture is wide');
    if (sign < 128) row.set(packed.subarray(at, at + length), to);
    else row.fill(packed[at]!, to, to + length);
    at += sign < 128 ? length : 1;
    to += length;
  }
  if (to < row.length) throw new Unreadable('a row is shorter than the picture is wide');
  return row;
}
