import type { MediaType } from '../../originality/fingerprint.js';

/** As many leading bytes as `mediaTypeOf` looks at. */
export const SIGNATURE_BYTES = 64;

const SIGNATURES: readonly (readonly [MediaType, RegExp])[] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/tiff', /^(II\*\0|MM\0\*|II\+\0|MM\0\+)/],
  // ISO/IEC 14496-12 §4.3: the brands of an ftyp box, four bytes each; AV1 Image File Format §6 names these two.
  ['image/avif', /^[^]{4}ftyp([^]{4})*?avi[fs]/],
];

/** The media type by the signature in a file's first bytes, or null for anything we do not read. */
export function mediaTypeOf(start: Uint8Array): MediaType | null {
  const text = Buffer.from(start).toString('latin1');
  return SIGNATURES.find(([, signature]) => signature.test(text))?.[0] ?? null;
}
