import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable } from '../carriers/carrier-reading.js';
import type { LayeredFormat } from './layered-file.js';
import { Zip } from './read-zip.js';

const ZIPPED: ReadonlyMap<string, LayeredFormat> = new Map([
  ['application/x-krita', 'kra'],
  // Krita 2, and what is within a file of Krita's.
  ['application/x-kra', 'kra'],
  ['image/openraster', 'ora'],
]);

/** What some files of Krita's that went through another program say instead; then what is in them tells. */
const UNSAID = new Set(['', 'application/zip']);

/**
 * Which layered file the bytes are, or null. Of a zip its entry `mimetype` tells, wherever it is: the standards want it stored and first, and real files
 * of Krita 4 have it deflated, others last.
 */
export function layeredFormatOf(file: FileBytes): LayeredFormat | null {
  const start = Buffer.from(file.at(0, 6)).toString('latin1');
  if (start === '8BPS\0\x01') return 'psd';
  if (start === '8BPS\0\x02') return 'psb';
  return start.startsWith('PK\x03\x04') ? zippedFormatOf(file) : null;
}

function zippedFormatOf(file: FileBytes): LayeredFormat | null {
  try {
    const zip = new Zip(file);
    const mediaType = zip.has('mimetype')
      ? Buffer.from(zip.head('mimetype', 40)).toString('latin1').trim()
      : '';
    if (UNSAID.has(mediaType)) return zip.has('maindoc.xml') ? 'kra' : zip.has('stack.xml') ? 'ora' : null;
    return ZIPPED.get(mediaType) ?? null;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return null;
  }
}
