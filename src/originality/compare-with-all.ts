import {
  comparePictures,
  type Comparison,
  type Hand,
  type HashAgreement,
  type KnownPicture,
} from './compare-pictures.js';
import type { ExaminedImage } from './fingerprint.js';
import { halvings } from './warp.js';

/** A registered picture that may be like the asked one, and what PDQ says of the two, where it calls them alike. */
export interface CandidatePicture extends KnownPicture {
  readonly byHash: HashAgreement | null;
  /** See `comparePictures`. */
  readonly hands: readonly Hand[];
}

export interface CompareQuestion {
  readonly asked: ExaminedImage;
  readonly candidates: readonly CandidatePicture[];
  /** See `comparePictures`. */
  readonly mostFalse: number;
}

/** How the asked picture lies on each of the candidates, in their order. */
export async function compareWithAll({
  asked: { width, height, features, grey },
  candidates,
  mostFalse,
}: CompareQuestion): Promise<(Comparison | null)[]> {
  const asked = { width, height, features, grey: halvings(grey) };
  return candidates.map(({ byHash, hands, ...known }) =>
    comparePictures({ asked, known, byHash, hands, mostFalse }),
  );
}
