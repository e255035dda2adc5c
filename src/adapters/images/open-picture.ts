import { open } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { messageOf } from '../../lib/message-of.js';
import { Refusal } from '../../lib/refusal.js';
import { MEDIA_TYPES, type InspectedImage } from '../../originality/fingerprint.js';
import type { Pixels } from '../../originality/pdq.js';
import './only-our-loaders.js';
import { mediaTypeOf, SIGNATURE_BYTES } from './media-type.js';
import { tooSlow } from './too-slow.js';

sharp.cache(false);
// One core a picture: the pool is what makes pictures parallel.
sharp.concurrency(1);

export interface InspectLimits {
  readonly limitPixels: number;
  readonly timeoutMs: number;
}

export interface Decoding {
  /** A path, the bytes of a file, or pixels that were decoded by us. */
  readonly source: string | Uint8Array | Pixels;
  readonly header: Pick<Metadata, 'width' | 'height' | 'hasAlpha' | 'orientation'>;
  readonly limits: InspectLimits;
}

/** A file that is one of the pictures that are registered. */
export interface OpenedPicture extends Decoding, Pick<InspectedImage, 'mediaType'> {
  readonly header: Metadata;
}

/** Refuses what is no picture, or too large, by its first bytes and its header. */
export async function openPicture(path: string, limits: InspectLimits): Promise<OpenedPicture> {
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
  return { source: path, header, limits, mediaType };
}

/** A decoder that stops at damage and in time. */
export const openedSource = ({ source, limits: { limitPixels, timeoutMs } }: Decoding): Sharp =>
  (typeof source === 'object' && 'rgb' in source
    ? rawColour(source)
    : sharp(source, { failOn: 'error', limitInputPixels: limitPixels, sequentialRead: true })
  )
    // libvips cannot be interrupted from outside, so it watches the time itself; the pool does too, more finely.
    .timeout({ seconds: Math.ceil(timeoutMs / 1000) })
    .toColourspace('srgb');

export const rawColour = ({ width, height, rgb }: Pixels): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 } });

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
export async function damagedUnlessRead<Result>(
  timeoutMs: number,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    const reason = messageOf(cause);
    if (reason.startsWith('timeout:')) throw tooSlow(timeoutMs);
    throw new Refusal(
      'IMAGE_DAMAGED',
      'The picture is truncated or corrupt and cannot be decoded to its end. Send the whole file.',
      { reason },
      { cause },
    );
  }
}
