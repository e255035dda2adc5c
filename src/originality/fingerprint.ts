import type { Pdq } from './pdq.js';

export const MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/** What a picture's own bytes say about it; the first frame, where there are several. */
export interface InspectedImage {
  /** From the bytes, never from a name. */
  readonly mediaType: MediaType;
  /** In pixels as stored: an orientation in the EXIF is not applied, neither here nor to the fingerprint. */
  readonly width: number;
  readonly height: number;
  readonly pdq: Pdq;
}

export interface ImageReader {
  /**
   * Refuses with NOT_AN_IMAGE (none of MEDIA_TYPES), IMAGE_DAMAGED (truncated or corrupt), IMAGE_TOO_LARGE
   * (pixels above the limit) or IMAGE_TOO_SLOW (the time limit).
   */
  inspect(path: string): Promise<InspectedImage>;
  close(): Promise<void>;
}
