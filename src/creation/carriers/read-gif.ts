import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { gifBlocks, GIF_XMP, MAGIC_BYTES } from './gif-blocks.js';
import { readXmp } from './read-xmp.js';

/** C2PA 2.2 §A.3: identifier and code of the block that holds a manifest store. */
const MANIFEST_STORE = 'C2PA_GIF\x01\0\0';

/** XMP of a GIF (XMP specification part 3 §1.1.2), and whether it has a manifest. No tool that generates pictures writes anything else into one. */
export function readGif(file: FileBytes, reading: CarrierReading): void {
  for (const { kind, bodyFrom, to } of gifBlocks(file)) {
    if (typeof kind === 'string') continue;
    if (kind.application === MANIFEST_STORE) reading.hasManifestStore = true;
    if (kind.application === GIF_XMP)
      reading.part('GIF XMP', () => {
        const length = to - bodyFrom - MAGIC_BYTES;
        if (length < 0) throw new Unreadable('the XMP does not end as it must in a GIF');
        readXmp(reading.bytes(file, bodyFrom, length), reading);
      });
  }
}
