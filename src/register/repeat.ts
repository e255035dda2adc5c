export interface Repetition {
  /** Asks for a round within `afterMs`, or sooner where one is due already. */
  soon(afterMs: number): void;
  /** Ends after the round that is under way. */
  stop(): Promise<void>;
}

interface Manner {
  /** The longest pause between two rounds. */
  readonly everyMs: number;
  /** Told of a round that failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

/** Runs a round again and again, one at a time: when asked to, and `everyMs` after the last. */
export function repeat(round: () => Promise<void>, { everyMs, onError }: Manner): Repetition {
  let isStopped = false;
  let dueAt = performance.now();
  let wake: (() => void) | null = null;

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, dueAt - performance.now()));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const live = async (): Promise<void> => {
    while (!isStopped) {
      if (performance.now() < dueAt) {
        await pause();
        continue;
      }
      dueAt = performance.now() + everyMs;
      await round().catch(onError);
    }
  };

  // Not before the caller holds it: the first round may want to say when the next one is due.
  const ended = Promise.resolve().then(live);
  return {
    soon: (afterMs) => {
      dueAt = Math.min(dueAt, performance.now() + afterMs);
      wake?.();
    },
    stop: () => {
      isStopped = true;
      wake?.();
      return ended;
    },
  };
}
