import type { Point } from '../lib/polygon.js';
import type { Comparison } from './compare-pictures.js';
import { LEAST_RATE, pdqFalsePairRate } from './false-alarm.js';
import { relationOf, type EarlierMatch, type Method } from './match.js';
import { orientationOf } from './orientation-map.js';
import type { Candidate } from './shortlist.js';

/** A match by chance alone may be expected once in so many questions, at the register's present size. */
const MOST_FALSE_ALARMS = 0.01;
/** However small the register is. */
const MOST_FALSE_PAIRS = 1e-5;

/** How unlikely by chance a match must be, in one pair of pictures, where so many pictures are registered. */
export const mostFalsePairRate = (pictures: number): number =>
  Math.min(MOST_FALSE_PAIRS, Math.max(LEAST_RATE, MOST_FALSE_ALARMS / Math.max(1, pictures)));

/** Of what a model alone calls alike: it does not say where, nor how, nor how often it does by chance. */
const LOOK_ALIKE = {
  relation: 'look-alike',
  methods: ['embedding'],
  orientation: 'original',
  overlap: null,
  falseAlarms: null,
} as const;

/** What a comparison says of a candidate's earliest work; null where it is no match. */
export function judgeComparison(
  { file, works, byHash, pdqDistance, byModel }: Candidate,
  compared: Comparison | null,
  pictures: number,
): EarlierMatch | null {
  const [earliest] = works;
  if (!earliest) return null;
  const found = {
    work: earliest.work,
    statementIndex: earliest.statementIndex,
    file,
    pdqDistance,
    embeddingSimilarity: byModel?.similarity ?? null,
  };
  const alsoByModel: readonly Method[] = byModel?.isAlike ? ['embedding'] : [];
  if (!compared) {
    if (!byHash) return alsoByModel.length > 0 ? { ...found, ...LOOK_ALIKE } : null;
    const orientation = orientationOf(byHash.matrix);
    return {
      ...found,
      relation: relationOf(orientation),
      methods: ['pdq', ...alsoByModel],
      orientation,
      overlap: null,
      falseAlarms: pictures * pdqFalsePairRate(byHash.distance, byHash.hashPairs),
    };
  }
  const { matrix, askedRegion, knownRegion, askedShare, knownShare, pairs, inliers, denseScore } = compared;
  const orientation = orientationOf(matrix);
  const methods: readonly (readonly [Method, boolean])[] = [
    ['pdq', compared.byHash !== null],
    ['local-features', compared.agreed.features],
    ['dense-correlation', compared.agreed.dense],
  ];
  return {
    ...found,
    relation: relationOf(orientation, { askedShare, workShare: knownShare }),
    methods: [...methods.filter(([, agreed]) => agreed).map(([method]) => method), ...alsoByModel],
    orientation,
    overlap: {
      matrix,
      askedRegion: askedRegion.map(rounded),
      workRegion: knownRegion.map(rounded),
      askedShare,
      workShare: knownShare,
      pairs,
      inliers,
      denseScore,
    },
    falseAlarms: pictures * compared.falsePairRate,
  };
}

/** A hundredth of a pixel is finer than any map; the rest would be noise of the arithmetic. Adding nothing makes -0 zero. */
const rounded = ({ x, y }: Point): Point => ({
  x: Math.round(x * 100) / 100 + 0,
  y: Math.round(y * 100) / 100 + 0,
});
