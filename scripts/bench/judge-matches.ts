/** What one method says of a query and one of the known works; what it says nothing of has no row. */
export interface Scored {
  readonly transform: string;
  /** Of which work the query is a copy. */
  readonly work: number;
  readonly isCalibration: boolean;
  readonly found: number;
  readonly score: number;
}

interface Sizes {
  readonly works: number;
  /** Works whose copies calibrate: the first so many. */
  readonly half: number;
  readonly transforms: readonly string[];
  /** Given, and not chosen. */
  readonly threshold?: number;
}

export interface Judgement {
  readonly threshold: number;
  /** Micro-averaged precision over all pairs, in the order of their scores (the DISC21 benchmark's µAP). */
  readonly meanPrecision: number;
  readonly recallAtPrecision90: number;
  readonly recall: number;
  readonly recallOf: Readonly<Record<string, number>>;
  /** Part of all pairs of a copy and another work that reach the threshold. */
  readonly falsePairs: number;
  /** Part of the copies that find another work, when their own is not known. */
  readonly alarms: number;
}

const MOST_FALSE_PAIRS = 1e-5;

/** Chooses a threshold on the calibration half, and judges the other half by it. */
export function judge(all: readonly Scored[], { works, half, transforms, threshold }: Sizes): Judgement {
  const chosen = threshold ?? thresholdOf(all, half * transforms.length * (works - 1));
  const rows = all.filter(({ isCalibration }) => !isCalibration);
  const queries = (works - half) * transforms.length;
  const isHit = ({ work, found, score }: Scored) => work === found && score >= chosen;
  const isFalse = ({ work, found, score }: Scored) => work !== found && score >= chosen;
  const alarmed = new Set(rows.filter(isFalse).map(({ transform, work }) => `${transform} ${work}`));
  return {
    threshold: chosen,
    ...precisionCurve(rows, queries),
    recall: rows.filter(isHit).length / queries,
    recallOf: Object.fromEntries(
      transforms.map((name) => [
        name,
        rows.filter((row) => row.transform === name && isHit(row)).length / (works - half),
      ]),
    ),
    falsePairs: rows.filter(isFalse).length / (queries * (works - 1)),
    alarms: alarmed.size / queries,
  };
}

/** The lowest score above which no more than 1e-5 of the calibration half's false pairs lie. */
function thresholdOf(all: readonly Scored[], pairs: number): number {
  const wrong = all
    .filter(({ isCalibration, work, found }) => isCalibration && work !== found)
    .map(({ score }) => score)
    .toSorted((a, b) => b - a);
  return (wrong[Math.floor(pairs * MOST_FALSE_PAIRS)] ?? 0) + 1;
}

function precisionCurve(
  rows: readonly Scored[],
  queries: number,
): Pick<Judgement, 'meanPrecision' | 'recallAtPrecision90'> {
  const ranked = rows.toSorted(
    (a, b) => b.score - a.score || Number(a.work === a.found) - Number(b.work === b.found),
  );
  let right = 0;
  let sum = 0;
  let recallAtPrecision90 = 0;
  for (const [at, { work, found }] of ranked.entries()) {
    if (work !== found) continue;
    right += 1;
    const precision = right / (at + 1);
    sum += precision;
    if (precision >= 0.9) recallAtPrecision90 = right / queries;
  }
  return { meanPrecision: sum / queries, recallAtPrecision90 };
}
