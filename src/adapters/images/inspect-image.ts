import { open } from 'node:fs/promises';
import sharp from 'sharp';
import type { InspectedImage } from '../../originality/fingerprint.js';
import { MEDIA_TYPES } from '../../originality/fingerprint.js';
import { pdq, PDQ_SIDE, type Pixels } from '../../originality/pdq.js';
import { Refusal } from '../../lib/refusal.js';
import { mediaTypeOf, SIGNATURE_BYTES } from './media-type.js';
import { tooSlow } from './too-slow.js';

// Loaders are code that strangers feed: SVG, PDF, ImageMagick and all others stay shut. Holds for the whole process.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}`),
});
sharp.cache(false);
// One core a picture: the pool is what makes pictures parallel.
sharp.concurrency(1);

export interface InspectLimits {
  readonly limitPixels: number;
  readonly timeoutMs: number;
}

/**
 * Decodes a picture to 8-bit sRGB and takes its fingerprint. The policy, where there is a choice: first frame only;
 * pixels as stored (no EXIF turning); alpha dropped, not blended; 16-bit values scaled to 8, not clipped; an embedded
 * profile and CMYK converted to sRGB.
 */
export async function inspectImage(path: string, limits: InspectLimits): Promise<InspectedImage> {
  const mediaType = mediaTypeOf(await startOf(path));
  if (mediaType === null) throw notAnImage();
  const header = await damagedUnlessRead(limits.timeoutMs, () =>
    sharp(path, { limitInputPixels: false }).metadata(),
  );
  const { width, height } = header;
  // HEIF's container is AVIF's; what is in it need not be AV1.
  if (mediaType === 'image/avif' && header.compression !== 'av1') throw notAnImage();
  if (width * height > limits.limitPixels) {
    throw new Refusal(
      'IMAGE_TOO_LARGE',
      `The picture has ${width} × ${height} = ${width * height} pixels; at most ${limits.limitPixels} are read. Send a smaller version.`,
      { width, height, pixels: width * height, limitPixels: limits.limitPixels },
    );
  }
  const pixels = await damagedUnlessRead(limits.timeoutMs, () => fingerprintPixels(path, header, limits));
  return { mediaType, width, height, pdq: pdq(pixels) };
}

/**
 * The pixels that PDQ looks at. Sampled by libvips, because a 12-megapixel picture then never reaches JavaScript
 * (half the memory for the same time). An affine map with nearest neighbour takes source floor(i·N/512 − idx); i·N/512 is a
 * multiple of 1/512, so half of that is the margin which keeps rounding from ever reaching the pixel before.
 */
async function fingerprintPixels(
  path: string,
  { width, height, hasAlpha }: { width: number; height: number; hasAlpha: boolean },
  { limitPixels, timeoutMs }: InspectLimits,
): Promise<Pixels> {
  const image = sharp(path, { failOn: 'error', limitInputPixels: limitPixels, sequentialRead: true });
  // With alpha the map would multiply by it and divide again, which rounds: those are sampled by PDQ itself.
  if (!hasAlpha && (width > PDQ_SIDE || height > PDQ_SIDE)) {
    const margin = -1 / (2 * PDQ_SIDE);
    image.affine([PDQ_SIDE / width, 0, 0, PDQ_SIDE / height], {
      interpolator: 'nearest',
      idx: margin,
      idy: margin,
    });
  }
  const { data, info } = await image
    .toColourspace('srgb')
    .removeAlpha()
    // libvips cannot be interrupted from outside, so it watches the time itself; the pool does too, more finely.
    .timeout({ seconds: Math.ceil(timeoutMs / 1000) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Expected 3 channels from ${path}, got ${info.channels}`);
  return { width: info.width, height: info.height, rgb: data };
}

async function startOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const notAnImage = () =>
  new Refusal('NOT_AN_IMAGE', `The file is none of the pictures that are read: ${MEDIA_TYPES.join(', ')}.`, {
    accepted: MEDIA_TYPES,
  });

/** The signature was right, so what the decoder then objects to is damage, unless its time ran out. */
async function damagedUnlessRead<Result>(timeoutMs: number, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (reason.startsWith('timeout:')) throw tooSlow(timeoutMs);
    throw new Refusal(
      'IMAGE_DAMAGED',
      'The picture is truncated or corrupt and cannot be decoded to its end. Send the whole file.',
      { reason },
      { cause },
    );
  }
}
