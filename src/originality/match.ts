import type { Orientation } from './pdq.js';

/** How a picture stands to a registered work. */
export type Relation = 'exact-bytes' | 'near-duplicate' | 'mirrored-or-rotated';

/** The independent ways in which a match was found. */
export type Method = 'sha-256' | 'pdq';

export interface EarlierMatch {
  /** Id of the registered work. */
  readonly work: string;
  /** Its place in the register: the lower, the earlier. */
  readonly statementIndex: bigint;
  /** CID of the work's file that matched. */
  readonly file: string;
  readonly relation: Relation;
  readonly methods: readonly Method[];
  /** Hamming distance of the PDQ hashes, 0 to 256; null when PDQ does not speak, the picture being too plain. */
  readonly pdqDistance: number | null;
  /** How the asked picture must be turned to look like the work. */
  readonly orientation: Orientation;
}

/** A match with whose it is, where the question names a person. */
export interface JudgedMatch extends EarlierMatch {
  /** Whether the person registered the work, by this or an earlier key: then nothing is a copy of another's. Null where nobody asks. */
  readonly isOwn: boolean | null;
}

export interface OriginalityAnswer {
  /** The earliest registered first. */
  readonly matches: readonly JudgedMatch[];
  /** Share of the picture that earlier works cover: 1 or 0, since whole pictures are compared. */
  readonly coverage: number;
  /** The picture has too little structure for PDQ: only its exact bytes were looked for. */
  readonly tooPlain: boolean;
  /** More works match than are given here. */
  readonly isTruncated: boolean;
}

/** PDQ's own threshold for "the same picture" (ThreatExchange/pdq): at most 31 of 256 bits differ. */
export const PDQ_NEAR = 31;

/** Below this quality PDQ's authors advise against using a hash: plain pictures resemble one another. */
export const PDQ_LEAST_QUALITY = 50;

export const relationOf = (orientation: Orientation): Relation =>
  orientation === 'original' ? 'near-duplicate' : 'mirrored-or-rotated';
