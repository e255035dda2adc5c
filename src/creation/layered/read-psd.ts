import type { FileBytes } from '../../lib/file-bytes.js';
import type { Pixels } from '../../originality/pdq.js';
import { Unreadable, type CarrierReading } from '../carriers/carrier-reading.js';
import { readIptc } from '../carriers/read-iptc.js';
import { readExif } from '../carriers/read-tiff.js';
import type { ByteCursor } from './byte-cursor.js';
import type { LayeredDraft } from './layered-file.js';
import { psdSections, readPsdHeader } from './psd-header.js';
import { PSD_MODES } from './psd-words.js';
import { readPsdLayers } from './read-psd-layers.js';
import { readPsdPicture } from './read-psd-picture.js';
import { readXmpHistory } from './read-xmp-history.js';

const IPTC = 0x0404;
const VERSION = 0x0421;
const EXIF = 0x0422;
const XMP = 0x0424;
const MAX_RESOURCES = 5000;

/**
 * A PSD or PSB (Adobe Photoshop File Formats Specification): its layers in any colour mode, since no pixel of them is decoded, what its image resources
 * tell, and its merged picture, or null. Throws Unreadable where not even its size can be read.
 */
export function readPsd(
  file: FileBytes,
  { draft, reading, limitPixels }: { draft: LayeredDraft; reading: CarrierReading; limitPixels: number },
): Pixels | null {
  const header = readPsdHeader(file);
  const { width, height, mode, depth, isLarge } = header;
  Object.assign(draft, { width, height });
  draft.colour = `${PSD_MODES.get(mode) ?? `mode ${mode}`}, ${depth} bits`;
  const { resources, layers, picture, colours } = psdSections(file, header, reading);
  let hasMerged = true;
  reading.part('PSD image resources', () => {
    hasMerged = readResources(resources, file, { draft, reading }).hasMerged;
  });
  reading.part('PSD layers', () => {
    if (!picture && layers.left === 0) throw new Unreadable('the file ends before them');
    readPsdLayers(layers, { isLarge, draft, reading });
  });
  let merged: Pixels | null = null;
  reading.part('PSD merged picture', () => {
    if (!picture) throw new Unreadable('the file ends before it');
    if (!hasMerged) throw new Unreadable('the file was saved without one');
    merged = readPsdPicture(picture, header, { palette: colours, limitPixels });
  });
  return merged;
}

/** Image Resource Blocks; whether the merged picture is one, the version info tells. */
function readResources(
  cursor: ByteCursor,
  file: FileBytes,
  { draft, reading }: { draft: LayeredDraft; reading: CarrierReading },
): { hasMerged: boolean } {
  let hasMerged = true;
  for (let count = 0; cursor.left >= 12; count++) {
    if (count >= MAX_RESOURCES) throw new Unreadable(`there are more than ${MAX_RESOURCES}`);
    if (!/^(8BIM|MeSa|AgHg|PHUT|DCSR)$/.test(cursor.latin1(4)))
      throw new Unreadable('one of them does not begin as one');
    const id = cursor.u16();
    const nameBytes = cursor.u8();
    cursor.skip(nameBytes | 1);
    const length = cursor.u32();
    const resource = cursor.part(Math.min(length, cursor.left));
    cursor.skip(Math.min(length & 1, cursor.left));
    const bytes = () => reading.bytes(file, resource.at, length);
    if (id === XMP) reading.part('PSD XMP', () => readXmpHistory(bytes(), draft, reading));
    else if (id === EXIF) reading.part('PSD EXIF', () => readExif(bytes(), reading));
    else if (id === IPTC) reading.part('PSD IPTC', () => readIptc(bytes(), reading));
    else if (id === VERSION) hasMerged = readVersion(resource, draft);
  }
  return { hasMerged };
}

/** Version Info: whether the merged picture is real, and what wrote the file. */
function readVersion(cursor: ByteCursor, draft: LayeredDraft): boolean {
  if (cursor.left < 9) return true;
  cursor.skip(4);
  const hasMerged = cursor.u8() !== 0;
  const units = Math.min(cursor.u32(), 300, Math.floor(cursor.left / 2));
  const writer = Buffer.from(cursor.bytes(2 * units))
    .swap16()
    .toString('utf16le')
    .replace(/\0+$/, '');
  if (writer !== '') draft.tool ??= writer;
  return hasMerged;
}
