import type { DocumentRequest } from '../evidence/documents/requested/requested-documents.js';
import type { WorkRecord } from '../evidence/documents/work-record.js';
import type { SignedPicture, SigningQuestion } from '../creation/credential-definition.js';
import type { ReadAccount } from '../creation/examine-account.js';
import type { Size } from '../lib/iiif-sizes.js';
import type { RenditionPart } from '../works/renditions/rendition.js';
import type { Comparison } from './compare-pictures.js';
import type { CompareQuestion } from './compare-with-all.js';
import type { PictureColour } from './dominant-colours.js';
import type { Embedding, EmbeddingModel } from './embedding.js';
import type { BothFeatures, GreyPicture, LocalFeatures } from './local-features.js';
import type { Pdq } from './pdq.js';
import type { Box } from './trim-border.js';

/** Of what is stored: where it changes, the fingerprints of all registered pictures are taken anew. */
export const FINGERPRINTS_VERSION = 1;

/** What of a registered picture is searched, besides its PDQ hash. */
export interface Fingerprints {
  /** Where the picture has a plain border: what is within, in pixels as stored, and its PDQ. */
  readonly trimmed: { readonly box: Box; readonly pdq: Pdq } | null;
  /** ISCC Image-Code of 256 bits (ISO 24138). */
  readonly imageCode: string;
  /** At most 500, of the picture in grey with a longer side of at most 512 pixels. */
  readonly features: LocalFeatures;
  /** The picture in grey with a longer side of at most 128 pixels. */
  readonly thumbnail: GreyPicture;
  /** By the model of whoever keeps the register; null where there is none. */
  readonly embedding: Embedding | null;
}

export const MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/** Whether files of this type can be a work's picture. */
export const isPictureType = (mediaType: string): mediaType is MediaType =>
  MEDIA_TYPES.some((known) => known === mediaType);

/** What a picture's own bytes say about it; the first frame, where there are several. */
export interface InspectedImage {
  /** From the bytes, never from a name. */
  readonly mediaType: MediaType;
  /** In pixels as stored: an orientation in the EXIF is not applied, neither here nor to the fingerprints. */
  readonly width: number;
  readonly height: number;
  /** That orientation, 1 to 8. */
  readonly orientation: number;
  /** Of the picture on white. */
  readonly colours: readonly PictureColour[];
  readonly pdq: Pdq;
  readonly fingerprints: Fingerprints;
}

/** A picture that is asked about, seen larger than registered ones, since only a part of it may be theirs. */
export interface ExaminedImage {
  readonly width: number;
  readonly height: number;
  /** In grey, with a longer side of at most 1,024 pixels, and at most 1,500 features of it. */
  readonly grey: GreyPicture;
  readonly features: BothFeatures;
}

export interface RenderQuestion {
  readonly path: string;
  readonly part: RenditionPart;
  /** Of the picture as it is shown. */
  readonly size: Size;
  /** Which is made. */
  readonly folder: string;
}

export interface RecordQuestion {
  readonly record: WorkRecord;
  /** The work's picture; null for none. */
  readonly path: string | null;
  /** Where the work is looked up; left out where that is this machine alone. */
  readonly url: string;
  readonly request: DocumentRequest;
}

/** record.pdf, and documents on request by their names. */
export interface WrittenRecord {
  readonly pdf: Uint8Array;
  readonly requested: ReadonlyMap<string, Uint8Array>;
}

/** What is done with pictures off the main thread. Each refuses IMAGE_TOO_SLOW (the time limit). */
export interface ImageTasks {
  /**
   * What is kept of a picture that may be registered, by its path. Refuses NOT_AN_IMAGE (none of MEDIA_TYPES),
   * IMAGE_DAMAGED (truncated or corrupt) and IMAGE_TOO_LARGE (pixels above the limit).
   */
  inspect(path: string): Promise<InspectedImage>;
  /** What a search needs of the picture that is asked about; refuses the same. */
  examine(path: string): Promise<ExaminedImage>;
  /** What its file says of how it was made, and how far that can be believed; of layered files too. Refuses the same. */
  readAccount(path: string): Promise<ReadAccount>;
  /** The picture with its record in XMP and as content credentials, by the key that the house signs with. Refuses NO_CREDENTIAL_KEY and PICTURE_UNSIGNABLE. */
  signPicture(question: SigningQuestion): Promise<SignedPicture>;
  /** record.pdf of a record, with the picture at a path where there is one that can be shown; and documents on request, with what refuses them. */
  writeRecord(question: RecordQuestion): Promise<WrittenRecord>;
  /** Writes renditions of a picture that was inspected: JPEGs, each at its name (`rendition.ts`). */
  render(question: RenderQuestion): Promise<void>;
  compare(question: CompareQuestion): Promise<(Comparison | null)[]>;
  /** Loads the model, where there is one, and shows it a picture. Refuses BAD_MODEL, with what is wrong with it. */
  tryModel(): Promise<void>;
}

/** Each refuses TOO_BUSY besides, where so many wait that one more is not taken. */
export interface ImageReader extends Omit<ImageTasks, 'tryModel'> {
  /** By which model pictures are embedded; null for none. */
  readonly model: EmbeddingModel | null;
  /** How many wait or are at work. */
  readonly busy: number;
  close(): Promise<void>;
}
