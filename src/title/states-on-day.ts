import type { Bounds } from './edtf-bounds.js';

/** Something that changes who has what, and when that can have been. */
export interface Step<State> {
  /** Null where no date is told: then it is between its neighbours. */
  readonly bounds: Bounds | null;
  readonly next: (state: State) => State;
}

/**
 * The states in which something can have been at an instant, after steps in the order in which they happened. One where the dates decide
 * it; several where a step can have been before the instant or after it, the earliest first.
 */
export function statesOn<State>(steps: readonly Step<State>[], start: State, at: number): State[] {
  const bounds = boundsBetween(steps);
  const last = bounds.findLastIndex(({ to }) => to <= at);
  let state = start;
  for (const step of steps.slice(0, last + 1)) state = step.next(state);
  const states = [state];
  for (let place = last + 1; place < steps.length && (bounds[place]?.from ?? Infinity) <= at; place += 1) {
    state = steps[place]?.next(state) ?? state;
    states.push(state);
  }
  return states;
}

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
