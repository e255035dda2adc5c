import type { Scope } from './scope.js';

/** One measured thing. Of every figure here less is better, but for those that say "a second". */
export interface Result {
  /** What was measured, and what of it is not in the figure. */
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  /** The same of the peer, in the same run; null where there is none. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** ours / peer; null where the peer has nothing. */
  readonly ratio: number | null;
  /** In words, such as "≤ 200 ms"; null for what is told only for comparison. */
  readonly goal: string | null;
  readonly reached: boolean | null;
}

/** What a benchmark gets. What it starts it must leave to the scope to end. */
export interface Bench {
  readonly scope: Scope;
  /** Tells who waits what is being done. */
  readonly progress: (line: string) => void;
  /** The PostgreSQL of this machine; null where none answers. */
  readonly postgresUrl: string | null;
  /** A folder of pictures of the caller's; null where none was named. */
  readonly images: string | null;
  /** The greatest size that is measured, for a quick look; null for the whole benchmark. */
  readonly most: number | null;
}

/** A figure of ours alone; `most` or `least` makes it a goal. */
export function ownFigure(
  what: string,
  unit: string,
  { ours, most, least }: { ours: number; most?: number; least?: number },
): Result {
  return {
    what,
    unit,
    ours: rounded(ours),
    peer: null,
    peerName: null,
    ratio: null,
    ...goalOf(ours, unit, { most, least }),
  };
}

function goalOf(
  ours: number,
  unit: string,
  { most, least }: { most: number | undefined; least: number | undefined },
): Pick<Result, 'goal' | 'reached'> {
  if (most !== undefined) return { goal: `≤ ${most} ${unit}`, reached: ours <= most };
  if (least !== undefined) return { goal: `≥ ${least} ${unit}`, reached: ours >= least };
  return { goal: null, reached: null };
}

/** A figure beside a peer's; `most` is the greatest ratio that reaches the goal. */
export function besidePeer(
  what: string,
  unit: string,
  { ours, peer, peerName, most }: { ours: number; peer: number; peerName: string; most?: number },
): Result {
  const ratio = ours / peer;
  return {
    what,
    unit,
    ours: rounded(ours),
    peer: rounded(peer),
    peerName,
    ratio: Number.isFinite(ratio) ? rounded(ratio) : null,
    goal: most === undefined ? null : `≤ ${most} × the peer`,
    reached: most === undefined ? null : ratio <= most,
  };
}

/** Three significant digits, and never less than whole numbers: more than that no run repeats. */
const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('there is no median of nothing');
  return sorted.length % 2 === 1 ? middle : (middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2;
}
