import type { Fingerprints, InspectedImage } from './fingerprint.js';
import { imageCode } from './image-code.js';
import { localFeatures, type GreyPicture } from './local-features.js';
import { pdq, type Pixels } from './pdq.js';
import { cutOut, withinBorder } from './trim-border.js';

/** Longer sides, in pixels, of the grey pictures in which features are looked for, and how many are taken. */
export const KNOWN_SIDE = 512;
const KNOWN_FEATURES = 500;
export const ASKED_SIDE = 1024;
export const ASKED_FEATURES = 1500;
export const THUMBNAIL_SIDE = 128;

/** One picture, decoded in the ways that its fingerprints are taken of. */
export interface Decoded {
  /** Its size as stored. */
  readonly width: number;
  readonly height: number;
  /** For PDQ: the picture itself, or 512 × 512 of its pixels. */
  readonly pixels: Pixels;
  /** In grey, with a longer side of at most KNOWN_SIDE, and of at most THUMBNAIL_SIDE. */
  readonly grey: GreyPicture;
  readonly thumbnail: GreyPicture;
  /** 32 × 32 grey values, as ISO 24138 wants them. */
  readonly code: Uint8Array;
}

/** All of them but a model's embedding. */
export function fingerprintsOf(
  decoded: Decoded,
): Pick<InspectedImage, 'pdq'> & { readonly fingerprints: Omit<Fingerprints, 'embedding'> } {
  const { grey, thumbnail, code, pixels } = decoded;
  return {
    pdq: pdq(pixels),
    fingerprints: {
      trimmed: trimmedOf(decoded),
      imageCode: imageCode(code),
      features: localFeatures(grey, KNOWN_FEATURES).upright,
      thumbnail,
    },
  };
}

/** PDQ within the border of the pixels that it looks at. */
function trimmedOf({ width, height, pixels }: Decoded): Fingerprints['trimmed'] {
  const box = withinBorder(pixels);
  if (!box) return null;
  const [across, down] = [width / pixels.width, height / pixels.height];
  return {
    box: {
      left: Math.round(box.left * across),
      top: Math.round(box.top * down),
      width: Math.round(box.width * across),
      height: Math.round(box.height * down),
    },
    pdq: pdq(cutOut(pixels, box)),
  };
}
