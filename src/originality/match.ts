import type { Polygon } from '../lib/polygon.js';
import type { Affine } from './affine.js';
import type { Orientation } from './pdq.js';

/** How a picture stands to a registered work. */
export type Relation =
  | 'exact-bytes'
  | 'near-duplicate'
  | 'mirrored-or-rotated'
  | 'crop'
  | 'embedded-in'
  | 'derivative'
  | 'look-alike';

/** The ways in which a match was found. */
export type Method = 'sha-256' | 'pdq' | 'local-features' | 'dense-correlation' | 'embedding';

/** Where the asked picture and a registered one show the same. */
export interface Overlap {
  /** From the asked picture's pixels as stored to the registered one's; it mirrors where its determinant is negative. */
  readonly matrix: Affine;
  readonly askedRegion: Polygon;
  readonly workRegion: Polygon;
  /** Shares of the two pictures' areas, 0 to 1. */
  readonly askedShare: number;
  readonly workShare: number;
  /** Pairs of features that look alike, and those of them that agree on the matrix. */
  readonly pairs: number;
  readonly inliers: number;
  /** Mean correlation of the fine structure, -1 to 1; null where there is too little of it to compare. */
  readonly denseScore: number | null;
}

export interface EarlierMatch {
  /** Id of the registered work. */
  readonly work: string;
  /** Its place in the register: the lower, the earlier. */
  readonly statementIndex: bigint;
  /** CID of the work's file that matched. */
  readonly file: string;
  readonly relation: Relation;
  readonly methods: readonly Method[];
  /** Hamming distance of the nearest two PDQ hashes, 0 to 256; null where one of the pictures is too plain for PDQ. */
  readonly pdqDistance: number | null;
  /** Cosine similarity by the user's model, -1 to 1; null where there is none. */
  readonly embeddingSimilarity: number | null;
  /** How the asked picture must be turned to look like the work. */
  readonly orientation: Orientation;
  /** Null where only bytes and hashes were compared. */
  readonly overlap: Overlap | null;
  /**
   * How many false matches at least as strong as this one a question is to be expected to raise among as many pictures as
   * are registered now, at most; 0 for equal bytes. Null where the pictures were not counted, and for what a model alone
   * calls alike: how often chance does with it is not known.
   */
  readonly falseAlarms: number | null;
}

/**
 * Whether at least two independent methods agree, of which equal bytes need no second. A user's model is none of them: how
 * often it errs is not known.
 */
export const isCertain = ({ methods }: Pick<EarlierMatch, 'methods'>): boolean =>
  methods.includes('sha-256') || methods.filter((method) => method !== 'embedding').length >= 2;

/** A match with whose it is, where the question names a person. */
export interface JudgedMatch extends EarlierMatch {
  /** Whether the person registered the work, by this or an earlier key: then nothing is a copy of another's. Null where nobody asks. */
  readonly isOwn: boolean | null;
}

export interface OriginalityAnswer {
  /** The earliest registered first. */
  readonly matches: readonly JudgedMatch[];
  /** Share of the picture that earlier works cover, 0 to 1, by the matches that are certain. */
  readonly coverage: number;
  /** The picture has too little structure to be judged by its look: only its exact bytes were looked for. */
  readonly tooPlain: boolean;
  /** More works match than are given here. */
  readonly isTruncated: boolean;
}

/** PDQ's own threshold for "the same picture" (ThreatExchange/pdq): at most 31 of 256 bits differ. */
export const PDQ_NEAR = 31;

/** Below this quality PDQ's authors advise against using a hash: plain pictures resemble one another. */
export const PDQ_LEAST_QUALITY = 50;

/** Who covers so much of a picture covers all of it but for its margins. */
const NEARLY_ALL = 0.85;

/** What the shares of the two pictures say, and how the one is turned. */
export function relationOf(
  orientation: Orientation,
  { askedShare, workShare }: Pick<Overlap, 'askedShare' | 'workShare'> = { askedShare: 1, workShare: 1 },
): Relation {
  if (askedShare >= NEARLY_ALL && workShare >= NEARLY_ALL)
    return orientation === 'original' ? 'near-duplicate' : 'mirrored-or-rotated';
  if (askedShare >= NEARLY_ALL) return 'crop';
  return workShare >= NEARLY_ALL ? 'embedded-in' : 'derivative';
}
