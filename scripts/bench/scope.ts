/** What a benchmark has started and made. Closing it ends all of that, the latest first. */
export interface Scope {
  defer(close: () => Promise<void>): void;
  /** Whoever asks, and how often: it is done once, and awaited by all. */
  close(): Promise<void>;
}

export function openScope(): Scope {
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | null = null;

  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = closers.shift(); close; close = closers.shift()) {
      // One that fails must not keep the others, which own processes and databases, from being ended.
      await close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be ended');
  }

  return {
    defer: (close) => closers.unshift(close),
    close: () => (closing ??= closeAll()),
  };
}
