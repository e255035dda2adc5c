import type { FileBytes } from '../lib/file-bytes.js';

/** By the first bytes: ISO 32000-2, 7.5.2; APPNOTE 4.3.7; ISO/IEC 14496-12 §4.3 with the brands of MP4. */
const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['application/pdf', /^%PDF-/],
  ['application/zip', new RegExp(`^PK${String.fromCharCode(3, 4)}`)],
  ['video/mp4', /^[^]{4}ftyp(?:isom|iso[2-9]|mp4[12]|avc1|M4V )/],
];
const SIGNATURE_BYTES = 12;

/** The media type of what is brought as evidence and is no picture: a document, a film or a text; null for any other bytes. */
export function documentTypeOf(file: FileBytes): string | null {
  const start = Buffer.from(file.at(0, SIGNATURE_BYTES)).toString('latin1');
  const found = SIGNATURES.find(([, signature]) => signature.test(start));
  return found?.[0] ?? (isText(file) ? 'text/plain' : null);
}

/** A control character that is neither a tab nor the end of a line or a page. */
const CONTROL = /(?![\t\n\f\r])\p{Cc}/u;
const PORTION = 65_536;

/** Whether all bytes are text in UTF-8. */
function isText(file: FileBytes): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < file.size; at += PORTION) {
    const text = decoded(decoder, file.at(at, PORTION), { stream: at + PORTION < file.size });
    if (text === null || CONTROL.test(text)) return false;
  }
  return file.size > 0;
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, more: TextDecodeOptions): string | null {
  try {
    return decoder.decode(bytes, more);
  } catch {
    // A fatal decoder throws for one reason alone: the bytes are not UTF-8.
    return null;
  }
}
