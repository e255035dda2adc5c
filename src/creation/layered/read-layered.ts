import type { FileBytes } from '../../lib/file-bytes.js';
import type { Pixels } from '../../originality/pdq.js';
import type { Carried } from '../carriers/carried.js';
import { CarrierReading } from '../carriers/carrier-reading.js';
import { LayeredDraft, type LayeredFile, type LayeredFormat } from './layered-file.js';
import { readKrita } from './read-krita.js';
import { readOpenRaster } from './read-openraster.js';
import { readPsd } from './read-psd.js';

/** What a layered file shows when all its layers are looked at together: a PNG, or pixels. */
export type MergedPicture = Uint8Array | Pixels;

export interface ReadLayered {
  readonly layered: LayeredFile;
  /** Texts of the file and of its merged picture; what could not be read is in `layered.unread`. */
  readonly carried: Carried;
  /** Null where it cannot be had, which is among `unread`. */
  readonly merged: MergedPicture | null;
}

/**
 * Reads a layered file within bounds that no file can lift: of 8 MB a text and 24 MB all texts, of 64 MB the merged picture, or so many pixels.
 * What cannot be read is told and all else is there. Throws Unreadable where the file does not tell what it measures.
 */
export function readLayered(
  file: FileBytes,
  format: LayeredFormat,
  { limitPixels }: { readonly limitPixels: number },
): ReadLayered {
  const reading = new CarrierReading();
  const draft = new LayeredDraft();
  const given = { draft, reading, limitPixels };
  let merged: MergedPicture | null;
  if (format === 'kra') merged = readKrita(file, given)?.png ?? null;
  else if (format === 'ora') merged = readOpenRaster(file, given)?.png ?? null;
  else merged = readPsd(file, given);
  const { texts, unread, hasManifestStore } = reading.carried;
  return {
    layered: draft.finish(format, unread),
    carried: { texts, unread: [], hasManifestStore },
    merged,
  };
}
