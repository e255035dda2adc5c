const STRICT = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');

/**
 * UTF-8 where the bytes are that, or nearly (one real writer cuts it in the middle of a character); else Latin-1. PNG's tEXt and EXIF's ASCII
 * are neither by their standards, but that is what is in them.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    const text = LENIENT.decode(bytes);
    return isMostlyReplaced(text, bytes) ? Buffer.from(bytes).toString('latin1') : text;
  }
}

function isMostlyReplaced(text: string, bytes: Uint8Array): boolean {
  let replaced = 0;
  for (const sign of text) if (sign === '\ufffd') replaced++;
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80) high++;
  return replaced * 2 >= high;
}

export const decodeLatin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** UTF-16 in the byte order that its mark or its zero bytes show; `isBig` where neither does. */
export function decodeUtf16(bytes: Uint8Array, { isBig }: { isBig: boolean }): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), true);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), false);
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let at = 0; at + 1 < Math.min(bytes.length, 4096); at += 2) {
    if (bytes[at] === 0) zeroFirst++;
    if (bytes[at + 1] === 0) zeroSecond++;
  }
  return utf16(bytes, zeroFirst === zeroSecond ? isBig : zeroFirst > zeroSecond);
}

const utf16 = (bytes: Uint8Array, isBig: boolean): string =>
  new TextDecoder(isBig ? 'utf-16be' : 'utf-16le').decode(bytes);

/** Without the NULs that programs leave behind a text. */
export function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}
