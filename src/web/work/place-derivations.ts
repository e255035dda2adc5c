/** A step from a work to what derives from it. */
export interface Step {
  readonly id: string;
  readonly source: string;
  readonly work: string;
}

/** Where a work stands in the picture of a graph: columns from left to right, as works derive from each other; rows from the top. */
export interface Place {
  readonly work: string;
  readonly column: number;
  /** In rows; halves where a column has fewer works than the fullest. */
  readonly row: number;
}

export interface Placed {
  readonly places: readonly Place[];
  readonly columns: number;
  readonly rows: number;
}

/**
 * Places the works around one, each behind all from which it derives (longest paths), and in its column near those to which it is tied. Derivations that
 * go round, as those of competing claimants may, have no such order: what they tie stands as it was found.
 */
export function placeDerivations(centre: string, steps: readonly Step[]): Placed {
  const levels = levelsAround(centre, steps);
  // Where derivations go round a level may be empty: that is no column.
  const order = [...new Set(levels.values())].toSorted((a, b) => a - b);
  const columns = order.map((level) => [...levels].flatMap(([work, own]) => (own === level ? [work] : [])));
  const rows = Math.max(...columns.map(({ length }) => length));
  const row = new Map<string, number>();
  const settle = (column: readonly string[]) => {
    const start = (rows - column.length) / 2;
    for (const [at, work] of column.entries()) row.set(work, start + at);
  };
  const from = order.indexOf(0);
  settle(columns[from] ?? []);
  // Away from the work, so that each column finds the one before it in its place.
  for (const at of [...columnsBefore(from), ...columnsBehind(from, columns.length)]) {
    const column = columns[at] ?? [];
    settle(column.toSorted((a, b) => middleOf(tiedTo(a, steps), row) - middleOf(tiedTo(b, steps), row)));
  }
  return {
    places: columns.flatMap((column, at) =>
      column.map((work) => ({ work, column: at, row: row.get(work) ?? 0 })),
    ),
    columns: columns.length,
    rows,
  };
}

const columnsBefore = (from: number): number[] => Array.from({ length: from }, (_, at) => from - 1 - at);
const columnsBehind = (from: number, count: number): number[] =>
  Array.from({ length: count - from - 1 }, (_, at) => from + 1 + at);

/** Of each work, how many steps behind (or, below zero, before) the one in the centre. */
function levelsAround(centre: string, steps: readonly Step[]): Map<string, number> {
  const before = reachedFrom(
    centre,
    steps.map(({ source, work }) => ({ from: work, to: source })),
  );
  const behind = reachedFrom(
    centre,
    steps.map(({ source, work }) => ({ from: source, to: work })),
  );
  const levels = new Map([[centre, 0]]);
  for (const [work, depth] of before) if (!levels.has(work)) levels.set(work, -depth);
  for (const [work, depth] of behind) if (!levels.has(work)) levels.set(work, depth);
  return levels;
}

/** Longest paths from a work, in as many rounds as the shortest are long at most: more would follow a circle without end. */
function reachedFrom(centre: string, edges: readonly { from: string; to: string }[]): Map<string, number> {
  const depths = new Map([[centre, 0]]);
  const rounds = new Set(edges.flatMap(({ from, to }) => [from, to])).size;
  for (let round = 1; round < rounds; round += 1) {
    const reached = edges.filter(({ from, to }) => depths.get(from) === round - 1 && to !== centre);
    if (reached.length === 0 || round > DEEPEST) break;
    for (const { to } of reached) depths.set(to, round);
  }
  depths.delete(centre);
  return depths;
}

/** Steps that the register gives in each direction, at most. */
const DEEPEST = 5;

const tiedTo = (work: string, steps: readonly Step[]): string[] =>
  steps.flatMap((step) => (step.work === work ? [step.source] : step.source === work ? [step.work] : []));

function middleOf(works: readonly string[], row: ReadonlyMap<string, number>): number {
  const rows = works.flatMap((work) => row.get(work) ?? []);
  return rows.length === 0 ? 0 : rows.reduce((sum, one) => sum + one, 0) / rows.length;
}
