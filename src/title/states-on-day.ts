import type { Bounds } from './edtf-bounds.js';

/** Something that changes who has what, and when that can have been. */
export interface Step<State> {
  /** Null where no date is told: then it is between its neighbours. */
  readonly bounds: Bounds | null;
  /** The states that can be behind it: several where what it did is in doubt. */
  readonly next: (state: State) => readonly State[];
}

const MOST_STATES = 64;

/**
 * The states in which something can have been at an instant, after steps in the order in which they happened. One where the dates decide
 * it; several where a step can have been before the instant or after it, or is in doubt itself; the earliest first. Of more than can be
 * told apart (64 after one step) the start is one, in which nobody has anything.
 */
export function statesOn<State>(
  steps: readonly Step<State>[],
  { start, at, keyOf }: { start: State; at: number; keyOf: (state: State) => string },
): State[] {
  const bounds = boundsBetween(steps);
  const last = bounds.findLastIndex(({ to }) => to <= at);
  const after = (states: readonly State[], step: Step<State>): readonly State[] => {
    const next = distinct(states.flatMap(step.next), keyOf);
    return next.length > MOST_STATES ? [start, ...next.slice(1 - MOST_STATES)] : next;
  };
  let states: readonly State[] = [start];
  for (const step of steps.slice(0, last + 1)) states = after(states, step);
  const found = [...states];
  // Behind the first that cannot have been yet, none was.
  const notYet = bounds.findIndex(({ from }, place) => place > last && from > at);
  for (const step of steps.slice(last + 1, notYet === -1 ? steps.length : notYet)) {
    states = after(states, step);
    found.push(...states);
  }
  return distinct(found, keyOf);
}

const distinct = <State>(states: readonly State[], keyOf: (state: State) => string): State[] => [
  ...new Map(states.map((state) => [keyOf(state), state])).values(),
];

/** An undated step is after the one before it and before the one behind it. */
function boundsBetween(steps: readonly Pick<Step<unknown>, 'bounds'>[]): Bounds[] {
  const after: number[] = [];
  let from = -Infinity;
  for (const { bounds } of steps) {
    from = bounds ? Math.max(from, bounds.from) : from;
    after.push(bounds ? bounds.from : from);
  }
  let to = Infinity;
  const before = steps.toReversed().map(({ bounds }) => {
    to = bounds ? Math.min(to, bounds.to) : to;
    return bounds ? bounds.to : to;
  });
  return after.map((earliest, place) => ({ from: earliest, to: before.at(-1 - place) ?? Infinity }));
}
