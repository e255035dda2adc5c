import sharp, { type Sharp } from 'sharp';
import type { ExaminedImage, InspectedImage } from '../../originality/fingerprint.js';
import { dominantColours } from '../../originality/dominant-colours.js';
import { IMAGE_CODE_SIDE } from '../../originality/image-code.js';
import { localFeatures, type GreyPicture } from '../../originality/local-features.js';
import { PDQ_SIDE, type Pixels } from '../../originality/pdq.js';
import {
  ASKED_FEATURES,
  ASKED_SIDE,
  fingerprintsOf,
  KNOWN_SIDE,
  THUMBNAIL_SIDE,
  type Decoded,
} from '../../originality/take-fingerprints.js';
import { Unreadable } from '../../creation/carriers/carrier-reading.js';
import type { MergedFingerprints } from '../../creation/layered/layered-file.js';
import type { MergedPicture } from '../../creation/layered/read-layered.js';
import { Refusal } from '../../lib/refusal.js';
import type { Embedder } from './open-embedder.js';
import {
  damagedUnlessRead,
  openedSource,
  openPicture,
  rawColour,
  type Decoding,
  type InspectLimits,
} from './open-picture.js';

/**
 * Decodes a picture to 8-bit sRGB and takes its fingerprints. The policy, where there is a choice: first frame only;
 * pixels as stored (no EXIF turning); alpha dropped, not blended; 16-bit values scaled to 8, not clipped; an embedded
 * profile and CMYK converted to sRGB. The Image-Code alone is taken as ISO 24138 wants it, turned as EXIF says, on white,
 * without a border of the first pixel's colour, but of the picture at no more than 512 pixels a side: of a larger one a bit or
 * two of the 256 may differ from what the standard's own software gives.
 * Any size is read from 1 × 1 on: PDQ gives what has a side below 5 the zero hash of quality 0, and a side below 24 has no
 * features, so that PDQ and its pixels find it, or equal bytes. A palette, grey and CMYK become colours first; other frames are not looked at.
 */
export async function inspectImage(
  path: string,
  limits: InspectLimits,
  embedder: Embedder | null = null,
): Promise<InspectedImage> {
  const { mediaType, ...decoding } = await openPicture(path, limits);
  const decoded = await damagedUnlessRead(limits.timeoutMs, () => decode(decoding));
  const { pdq, fingerprints } = fingerprintsOf(decoded);
  const embedding =
    embedder &&
    (await embedder.embed(
      await damagedUnlessRead(limits.timeoutMs, () => squareOf(decoding, embedder.side)),
    ));
  const { width, height } = decoded;
  const orientation = orientationOf(decoding.header);
  const colours = dominantColours(decoded.shownPixels);
  return {
    mediaType,
    width,
    height,
    orientation,
    colours,
    pdq,
    fingerprints: { ...fingerprints, embedding },
  };
}

/**
 * Fingerprints of the picture that a layered file keeps beside its layers, by the same policy. Throws Unreadable where it is none, too large or
 * damaged, and refuses IMAGE_TOO_SLOW.
 */
export async function inspectMerged(
  source: MergedPicture,
  limits: InspectLimits,
): Promise<MergedFingerprints> {
  try {
    const decoded = await damagedUnlessRead(limits.timeoutMs, async () => {
      const header = 'rgb' in source ? { ...source, hasAlpha: false } : await sharp(source).metadata();
      return decode({ source, header, limits });
    });
    const { pdq, fingerprints } = fingerprintsOf(decoded);
    return { pdq, iscc: fingerprints.imageCode };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'IMAGE_DAMAGED') throw error;
    throw new Unreadable('it is truncated or corrupt, and cannot be decoded', { cause: error });
  }
}

/** A picture that is asked about, larger and in grey, by the same policy. */
export async function examineImage(path: string, limits: InspectLimits): Promise<ExaminedImage> {
  const decoding = await openPicture(path, limits);
  const grey = await damagedUnlessRead(limits.timeoutMs, () => greyOf(openedSource(decoding), ASKED_SIDE));
  const { width, height } = decoding.header;
  return { width, height, grey, features: localFeatures(grey, ASKED_FEATURES) };
}

/** EXIF knows 1 to 8; whatever else a file has there turns nothing. */
const orientationOf = ({ orientation = 1 }: Decoding['header']): number =>
  orientation >= 1 && orientation <= 8 ? orientation : 1;

/** As many pixels as are looked at for colours. */
const COLOUR_SIDE = 128;

/** Pictures up to so many pixels are decoded once, to memory; of larger ones libvips samples what is needed of each pass. */
const DECODED_WHOLE = 4e6;

async function decode(decoding: Decoding): Promise<Decoded & { readonly shownPixels: Pixels }> {
  const { width, height, hasAlpha, orientation = 1 } = decoding.header;
  const isSmall = width * height <= DECODED_WHOLE;
  const pixels = await fingerprintPixels(decoding, { isSampled: !isSmall });
  const grey = await greyOf(isSmall ? rawColour(pixels) : openedSource(decoding), KNOWN_SIDE);
  const shown =
    hasAlpha || orientation > 1
      ? await greyOf(openedSource(decoding).autoOrient().flatten({ background: 'white' }), KNOWN_SIDE)
      : grey;
  const thumbnail = await greyOf(rawGrey(grey), THUMBNAIL_SIDE);
  const shownPixels = hasAlpha ? await onWhite(decoding) : pixels;
  return { width, height, pixels, shownPixels, grey, thumbnail, code: await codeValues(shown) };
}

/** In grey, with a longer side of at most so many pixels. */
async function greyOf(image: Sharp, side: number): Promise<GreyPicture> {
  const { data, info } = await image
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, grey: data };
}

/** In colour, small, for its colours. */
async function onWhite(decoding: Decoding): Promise<Pixels> {
  const { data, info } = await openedSource(decoding)
    .flatten({ background: 'white' })
    .resize(COLOUR_SIDE, COLOUR_SIDE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** In colour, brought to a square whatever its shape. */
async function squareOf(decoding: Decoding, side: number): Promise<Pixels> {
  const { data, info } = await openedSource(decoding)
    .resize(side, side, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

const rawGrey = ({ width, height, grey }: GreyPicture): Sharp =>
  sharp(grey, { raw: { width, height, channels: 1 } });

/** libvips looks for no border in what is smaller. */
const LEAST_TRIMMED = 3;

/** As the ISCC's own software does: a border of the first pixel's colour cut off, and then 32 × 32 by bicubic interpolation. */
async function codeValues(picture: GreyPicture): Promise<Uint8Array> {
  const { width, height } = picture;
  const isTrimmed = Math.min(width, height) >= LEAST_TRIMMED;
  const trimmed = isTrimmed
    ? await greyOf(rawGrey(picture).trim({ threshold: 1 }), Math.max(width, height))
    : picture;
  return rawGrey(trimmed)
    .resize(IMAGE_CODE_SIDE, IMAGE_CODE_SIDE, { fit: 'fill', kernel: 'cubic' })
    .greyscale()
    .raw()
    .toBuffer();
}

/**
 * The pixels that PDQ looks at. Sampled by libvips, because a 12-megapixel picture then never reaches JavaScript
 * (half the memory for the same time). An affine map with nearest neighbour takes source floor(i·N/512 − idx); i·N/512 is a
 * multiple of 1/512, so half of that is the margin which keeps rounding from ever reaching the pixel before.
 */
async function fingerprintPixels(decoding: Decoding, { isSampled }: { isSampled: boolean }): Promise<Pixels> {
  const { width, height, hasAlpha } = decoding.header;
  const image = openedSource(decoding);
  // With alpha the map would multiply by it and divide again, which rounds: those are sampled by PDQ itself.
  if (isSampled && !hasAlpha && (width > PDQ_SIDE || height > PDQ_SIDE)) {
    const margin = -1 / (2 * PDQ_SIDE);
    image.affine([PDQ_SIDE / width, 0, 0, PDQ_SIDE / height], {
      interpolator: 'nearest',
      idx: margin,
      idy: margin,
    });
  }
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Expected 3 channels, got ${info.channels}`);
  return { width: info.width, height: info.height, rgb: data };
}
