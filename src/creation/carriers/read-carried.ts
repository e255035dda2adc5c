import type { FileBytes } from '../../lib/file-bytes.js';
import type { MediaType } from '../../originality/fingerprint.js';
import type { Carried } from './carried.js';
import { CarrierReading } from './carrier-reading.js';
import { readAvif } from './read-avif.js';
import { readGif } from './read-gif.js';
import { readJpeg } from './read-jpeg.js';
import { readPng } from './read-png.js';
import { readTiff } from './read-tiff.js';
import { readWebp } from './read-webp.js';

const READERS: Readonly<Record<MediaType, (file: FileBytes, reading: CarrierReading) => void>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'image/avif': readAvif,
  'image/tiff': readTiff,
  'image/gif': readGif,
};

/** What a picture's file carries beside the picture. A part that cannot be read is among `unread`, and the others are there. */
export function readCarried(file: FileBytes, mediaType: MediaType): Carried {
  const reading = new CarrierReading();
  reading.part(mediaType, () => READERS[mediaType](file, reading));
  return reading.carried;
}
