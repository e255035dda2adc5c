import type { Tables } from '../ports.js';

const LOOK_EVERY_MS = 500;

/** What tells that a checkpoint was signed, or that an anchor went on. */
export interface HeadWatch {
  /** Resolves when it is another than `before`, or undefined once the signal says so; `before` undefined: at once. */
  next(before: string | undefined, signal: AbortSignal): Promise<string | undefined>;
}

/**
 * Looks at the newest checkpoint and anchor as long as anybody waits, once for all who do: other processes sign and anchor too, so that only the
 * database knows.
 */
export function watchHead(tables: Tables): HeadWatch {
  let looking: Promise<string> | null = null;
  const look = (): Promise<string> => {
    looking ??= new Promise<void>((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    })
      .then(() => headOf(tables))
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  return {
    async next(before, signal) {
      if (before === undefined) return headOf(tables);
      while (!signal.aborted) {
        const now = await look();
        if (now !== before) return now;
      }
      return undefined;
    },
  };
}

/** Yields at once, and then for each other head, until the signal. */
export async function* followHead(heads: HeadWatch, signal: AbortSignal): AsyncGenerator<string, void> {
  for (
    let head = await heads.next(undefined, signal);
    head !== undefined;
    head = await heads.next(head, signal)
  )
    yield head;
}

async function headOf(tables: Tables): Promise<string> {
  const [row] = await tables.query<{ size: string | null; anchors: string | null }[]>(
    `SELECT (SELECT max(size) FROM checkpoints)::text AS size,
            (SELECT string_agg(state || ' ' || number, ',') FROM (SELECT state, count(*)::text AS number FROM anchors GROUP BY state ORDER BY state) states) AS anchors`,
  );
  return `${row?.size ?? ''} ${row?.anchors ?? ''}`;
}
