import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable, type CarrierReading } from '../carriers/carrier-reading.js';
import { ByteCursor } from './byte-cursor.js';

const HEADER_BYTES = 26;

/** Adobe Photoshop File Formats Specification, File Header Section. */
export interface PsdHeader {
  /** Whether it is a PSB, whose lengths are longer. */
  readonly isLarge: boolean;
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  /** Bits of one channel: 1, 8, 16 or 32. */
  readonly depth: number;
  readonly mode: number;
}

/** Throws Unreadable where the file ends within it, or tells of a picture of no size. */
export function readPsdHeader(file: FileBytes): PsdHeader {
  const cursor = new ByteCursor(file, 4);
  const isLarge = cursor.u16() === 2;
  cursor.skip(6);
  const channels = cursor.u16();
  const [height, width] = [cursor.u32(), cursor.u32()];
  const [depth, mode] = [cursor.u16(), cursor.u16()];
  const longest = isLarge ? 300_000 : 30_000;
  if (width < 1 || height < 1 || width > longest || height > longest)
    throw new Unreadable(`it measures ${width} × ${height} pixels, and from 1 to ${longest} are possible`);
  return { isLarge, channels, width, height, depth, mode };
}

/** The four sections behind the header, as far as the file has them. */
export interface PsdSections {
  readonly colours: ByteCursor;
  readonly resources: ByteCursor;
  readonly layers: ByteCursor;
  /** To the end of the file; null where a length before it leads beyond that. */
  readonly picture: ByteCursor | null;
}

export function psdSections(
  file: FileBytes,
  { isLarge }: PsdHeader,
  reading: Pick<CarrierReading, 'unread'>,
): PsdSections {
  let at = HEADER_BYTES;
  let isWhole = true;
  const section = (what: string, isWide = false): ByteCursor => {
    const start = at + (isWide ? 8 : 4);
    const cursor = new ByteCursor(file, at);
    const length = !isWhole || start > file.size ? 0 : isWide ? cursor.u64() : cursor.u32();
    if (isWhole && start + length > file.size) {
      isWhole = false;
      reading.unread(what, 'the file ends within it; what is there was read');
    }
    at = start + length;
    return new ByteCursor(file, Math.min(start, file.size), at);
  };
  const [colours, resources] = [section('PSD colour mode data'), section('PSD image resources')];
  const layers = section('PSD layers', isLarge);
  return { colours, resources, layers, picture: isWhole ? new ByteCursor(file, at) : null };
}
