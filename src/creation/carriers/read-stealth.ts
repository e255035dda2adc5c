import { gunzipSync } from 'node:zlib';
import type { CarriedText } from './carried.js';
import { MAX_TEXT_BYTES, Unreadable } from './carrier-reading.js';
import { decodeLatin1, decodeText } from './decode-text.js';

/** A picture as stored, 8 bits a channel, row by row. */
export interface StoredPixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly bytes: Uint8Array;
}

const SIGNATURE_BYTES = 15;

/**
 * The text that hides in the lowest bits of a picture, one after the other down each column: of the alpha channel (`stealth_png…`), or of
 * red, green and blue (`stealth_rgb…`). Null where there is none; throws Unreadable for one that is cut off or inflates to too much.
 */
export function readStealth(pixels: StoredPixels): CarriedText | null {
  for (const kind of ['png', 'rgb'] as const) {
    if (kind === 'png' && pixels.channels !== 4) continue;
    const bits = new LowestBits(pixels, kind);
    const signature = decodeLatin1(bits.bytes(0, SIGNATURE_BYTES));
    if (signature === `stealth_${kind}info` || signature === `stealth_${kind}comp`)
      return textIn(bits, { kind, isCompressed: signature.endsWith('comp') });
  }
  return null;
}

function textIn(
  bits: LowestBits,
  { kind, isCompressed }: { kind: 'png' | 'rgb'; isCompressed: boolean },
): CarriedText {
  const length = Buffer.from(bits.bytes(SIGNATURE_BYTES, 4)).readUInt32BE(0) / 8;
  if (length > MAX_TEXT_BYTES || SIGNATURE_BYTES + 4 + length > bits.size)
    throw new Unreadable(`${length} bytes are announced in the pixels, and there are fewer`);
  const body = bits.bytes(SIGNATURE_BYTES + 4, Math.floor(length));
  const raw = isCompressed ? gunzip(body) : body;
  const where = kind === 'png' ? 'stealth alpha channel' : 'stealth colour channels';
  return { carrier: 'stealth', name: 'parameters', where, text: decodeText(raw), raw };
}

function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_TEXT_BYTES });
  } catch (cause) {
    throw new Unreadable('what hides in the pixels does not inflate to a text', { cause });
  }
}

class LowestBits {
  /** Whole bytes. */
  readonly size: number;
  readonly #perPixel: 1 | 3;

  constructor(
    private readonly pixels: StoredPixels,
    kind: 'png' | 'rgb',
  ) {
    this.#perPixel = kind === 'png' ? 1 : 3;
    this.size = Math.floor((pixels.width * pixels.height * this.#perPixel) / 8);
  }

  /** At most so many, from the highest bit on. */
  bytes(from: number, count: number): Uint8Array {
    const { width, height, channels, bytes } = this.pixels;
    const perPixel = this.#perPixel;
    const found = new Uint8Array(Math.max(0, Math.min(count, this.size - from)));
    for (let index = 0; index < found.length * 8; index++) {
      const bit = from * 8 + index;
      const pixel = Math.floor(bit / perPixel);
      const at = ((pixel % height) * width + Math.floor(pixel / height)) * channels;
      const channel = perPixel === 1 ? 3 : bit % 3;
      found[index >> 3]! |= (bytes[at + channel]! & 1) << (7 - (index & 7));
    }
    return found;
  }
}
