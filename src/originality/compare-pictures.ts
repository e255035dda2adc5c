import { areaOf, convexHull, intersection, rectangle, type Polygon } from '../lib/polygon.js';
import { following, inverse, mapPoint, scaling, shift, type Affine } from './affine.js';
import { align, placeOf, type Alignment, type Pairing } from './alignment.js';
import { DENSE_LEAST, denseCheck, type DenseCheck } from './dense-check.js';
import { denseFalsePairRate, featuresFalsePairRate, pdqFalsePairRate } from './false-alarm.js';
import type { BothFeatures, GreyPicture, LocalFeatures } from './local-features.js';
import { pairFeatures } from './pair-features.js';
import { repetitionIn } from './repetition.js';
import { rivalAgreement } from './rival-agreement.js';

/** The picture that is asked about, as the comparison needs it. */
export interface AskedPicture {
  /** Its size in pixels as stored. */
  readonly width: number;
  readonly height: number;
  readonly features: BothFeatures;
  /** In grey, smaller, and that halved again and again. */
  readonly grey: readonly GreyPicture[];
}

/** A registered picture, by its stored fingerprints. */
export interface KnownPicture {
  readonly width: number;
  readonly height: number;
  readonly features: LocalFeatures;
  readonly thumbnail: GreyPicture;
}

/** What PDQ says of the two, where it called them alike: how near, and how one would then lie on the other. */
export interface HashAgreement {
  readonly distance: number;
  /** Hashes that were compared for it. */
  readonly hashPairs: number;
  /** From the asked picture's pixels to the known one's. */
  readonly matrix: Affine;
}

/** How one picture lies on another, and all that speaks for it. */
export interface Comparison {
  /** From the asked picture's pixels as stored to the known one's; it mirrors where its determinant is negative. */
  readonly matrix: Affine;
  /** What they share, in the asked picture's pixels and in the known one's: corner by corner the same places. */
  readonly askedRegion: Polygon;
  readonly knownRegion: Polygon;
  /** Shares of the two pictures' areas, 0 to 1. */
  readonly askedShare: number;
  readonly knownShare: number;
  /** Pairs of features that look alike, and those of them that agree on the map. */
  readonly pairs: number;
  readonly inliers: number;
  /** Correlation of the fine structure, -1 to 1; null where there is too little of it. */
  readonly denseScore: number | null;
  /** What PDQ says, where nothing contradicts it. */
  readonly byHash: HashAgreement | null;
  readonly agreed: { readonly features: boolean; readonly dense: boolean };
  /** How often chance would give as much in one pair of unrelated pictures, at most. */
  readonly falsePairRate: number;
}

/** A name of the features of the asked picture. */
export type Hand = keyof BothFeatures;

interface Question {
  readonly asked: AskedPicture;
  readonly known: KnownPicture;
  readonly byHash: HashAgreement | null;
  /** Which of the asked picture to compare: as it is, mirrored, or both where neither is likelier. */
  readonly hands: readonly Hand[];
  /** A match may not be likelier than this by chance alone, in one pair of unrelated pictures. */
  readonly mostFalse: number;
}

/** How two pictures lie on one another; null where nothing says that they do. */
export function comparePictures(question: Question): Comparison | null {
  const { asked, known, byHash } = question;
  const byFeatures = alignBest(question);
  if (byFeatures) {
    const isSame = byHash !== null && layAlike(byHash.matrix, byFeatures.matrix, question);
    const compared = compareBy(byFeatures, { ...question, byHash: isSame ? byHash : null });
    if (compared.agreed.features)
      return isSame || compared.agreed.dense ? compared : surer(compared, question);
  }
  return byHash && compareByHash(byHash, { asked, known });
}

/** Where features alone speak for one map and a hash for another, the pixels decide for the hash's or for neither. */
function surer(byFeatures: Comparison, { asked, known, byHash }: Question): Comparison {
  const hashed = byHash && compareByHash(byHash, { asked, known });
  return hashed?.agreed.dense ? hashed : byFeatures;
}

/** Of the known picture's diagonal: a hash sees no more than a picture's rough shape, and is of the whole of it. */
const MOST_APART = 0.2;

/**
 * Whether two maps lay the asked picture's corners on the same places of the known one. Where they do not, the hash speaks
 * for something that the features contradict: it may be planted, and agrees with nothing.
 */
function layAlike(one: Affine, other: Affine, { asked, known }: Pick<Question, 'asked' | 'known'>): boolean {
  const most = MOST_APART * Math.hypot(known.width, known.height);
  return rectangle(asked.width, asked.height).every((corner) => {
    const [a, b] = [mapPoint(one, corner), mapPoint(other, corner)];
    return Math.hypot(a.x - b.x, a.y - b.y) <= most;
  });
}

interface Placed {
  readonly matrix: Affine;
  readonly alignment: Alignment;
  readonly pairing: Pairing;
}

/** The hand on which most features agree. */
function alignBest({
  asked: { width, height, features },
  known,
  hands,
}: Pick<Question, 'asked' | 'known' | 'hands'>): Placed | null {
  const aligned = hands.map((hand) => {
    const one = features[hand];
    const pairing = { asked: one, known: known.features, pairs: pairFeatures(one, known.features) };
    return { features: one, pairing, alignment: align(pairing) };
  });
  const [best] = aligned.toSorted(
    (a, b) => (b.alignment?.inliers.length ?? 0) - (a.alignment?.inliers.length ?? 0),
  );
  if (!best?.alignment) return null;
  // A feature's place counts from the middle of the first pixel; everywhere else places count from its corner.
  const middles = following(following(shift(-0.5, -0.5), best.alignment.matrix), shift(0.5, 0.5));
  const toFeatures = scaling(best.features.width / width, best.features.height / height);
  const toKnown = scaling(known.width / known.features.width, known.height / known.features.height);
  const matrix = following(following(toFeatures, middles), toKnown);
  const mirroring: Affine = [-1, 0, width, 0, 1, 0];
  return {
    matrix: best.features === features.mirrored ? following(mirroring, matrix) : matrix,
    alignment: best.alignment,
    pairing: best.pairing,
  };
}

function compareBy(
  { matrix, alignment, pairing }: Placed,
  { asked, known, byHash, hands, mostFalse }: Question,
): Comparison {
  const { inliers, pairs, chance } = alignment;
  const trials = hands.length * alignment.trials;
  const scale = known.width / known.features.width;
  const hull = convexHull(
    inliers.map((pair) => {
      const { x, y } = placeOf(known.features, pair.known);
      return { x: (x + 0.5) * scale, y: (y + 0.5) * scale };
    }),
  );
  const dense = checkDensely({ asked, known, matrix, support: hull });
  const isDense =
    agreesDensely(dense) &&
    (inliers.length >= LEAST_AHEAD * rivalAgreement(pairing, alignment.matrix) ||
      leadsRepetition(dense, known));
  const byChance = featuresFalsePairRate({ pairs, inliers: inliers.length, chance, trials });
  const falsePairRate = isDense ? byChance * denseFalsePairRate(dense.score, dense.windows) : byChance;
  return {
    ...regionsOf({ asked, known, matrix, region: isDense ? dense.region : hull }),
    matrix,
    pairs,
    inliers: inliers.length,
    denseScore: dense.score,
    byHash,
    agreed: { features: falsePairRate <= mostFalse, dense: isDense },
    falsePairRate: byHash ? Math.min(falsePairRate, hashRate(byHash)) : falsePairRate,
  };
}

function compareByHash(
  byHash: HashAgreement,
  { asked, known }: Pick<Question, 'asked' | 'known'>,
): Comparison {
  const { matrix } = byHash;
  const whole = rectangle(known.width, known.height);
  const dense = checkDensely({ asked, known, matrix, support: whole });
  const isDense = agreesDensely(dense) && leadsRepetition(dense, known);
  return {
    ...regionsOf({ asked, known, matrix, region: isDense ? dense.region : whole }),
    matrix,
    pairs: 0,
    inliers: 0,
    denseScore: dense.score,
    byHash,
    agreed: { features: false, dense: isDense },
    falsePairRate: hashRate(byHash) * (isDense ? denseFalsePairRate(dense.score, dense.windows) : 1),
  };
}

const hashRate = ({ distance, hashPairs }: HashAgreement): number => pdqFalsePairRate(distance, hashPairs);

/** So many times as many features agree on one place as on any other: then no pattern is what they agree on. */
const LEAST_AHEAD = 3;
/** Two walls of like bricks agree as much as one with itself a few bricks on: from here on more than that. */
const LEAST_LEAD = 0.15;

interface CheckedDensely extends DenseCheck {
  /** Where in the known picture's thumbnail it was looked. */
  readonly support: Polygon;
}

const agreesDensely = (dense: CheckedDensely): dense is CheckedDensely & { score: number } =>
  dense.score !== null && dense.score >= DENSE_LEAST;

/** Whether a pattern that the known picture repeats does not explain that the fine structure agrees. */
const leadsRepetition = (
  { score, support }: CheckedDensely & { score: number },
  { thumbnail }: KnownPicture,
): boolean => score >= repetitionIn(thumbnail, support) + LEAST_LEAD;

/** The dense check in the pixels of the two small pictures, told in those of the pictures as stored. */
function checkDensely({
  asked,
  known,
  matrix,
  support,
}: Pick<Question, 'asked' | 'known'> & { matrix: Affine; support: Polygon }): CheckedDensely {
  const [full] = asked.grey;
  if (!full) return { score: null, windows: 0, region: [], support: [] };
  const { thumbnail } = known;
  const fromAsked = scaling(asked.width / full.width, asked.height / full.height);
  const toThumbnail = scaling(thumbnail.width / known.width, thumbnail.height / known.height);
  const within = support.map((point) => mapPoint(toThumbnail, point));
  const found = denseCheck({
    asked: asked.grey,
    known: thumbnail,
    matrix: following(following(fromAsked, matrix), toThumbnail),
    support: within,
  });
  const back = scaling(known.width / thumbnail.width, known.height / thumbnail.height);
  return { ...found, region: found.region.map((point) => mapPoint(back, point)), support: within };
}

function regionsOf({
  asked,
  known,
  matrix,
  region,
}: Pick<Question, 'asked' | 'known'> & { matrix: Affine; region: Polygon }): Pick<
  Comparison,
  'askedRegion' | 'knownRegion' | 'askedShare' | 'knownShare'
> {
  const back = inverse(matrix);
  const shown = intersection(region, rectangle(known.width, known.height));
  const mapped = back ? shown.map((point) => mapPoint(back, point)) : [];
  const askedRegion = intersection(mapped, rectangle(asked.width, asked.height));
  const knownRegion = askedRegion.map((point) => mapPoint(matrix, point));
  // Rounding may make a region that is all of a picture a little more than that.
  const shareOf = (part: Polygon, { width, height }: { width: number; height: number }) =>
    Math.min(1, areaOf(part) / (width * height));
  return {
    askedRegion,
    knownRegion,
    askedShare: shareOf(askedRegion, asked),
    knownShare: shareOf(knownRegion, known),
  };
}
