/** Calls that several tasks make in the same turn, and that wait to be made as one. */
interface Turn {
  readonly waiting: Map<object, Call[]>;
  isDue: boolean;
}

interface Call {
  readonly argument: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Flush = (tables: object, calls: readonly Call[]) => Promise<void>;

/** The transactions in which calls wait for each other. */
const turns = new WeakMap<object, Turn>();

/**
 * Runs tasks at once on one transaction, whose session can do one thing at a time: what they read and write by
 * `readTogether` and `writeTogether` in the same turn becomes one SQL statement. Waits for all of them, then throws what
 * one threw.
 */
export async function doTogether<Answer>(
  tables: object,
  tasks: readonly (() => Promise<Answer>)[],
): Promise<Answer[]> {
  if (tasks.length < 2) return Promise.all(tasks.map((task) => task()));
  turns.set(tables, { waiting: new Map(), isDue: false });
  try {
    const settled = await Promise.allSettled(tasks.map((task) => task()));
    return settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  } finally {
    turns.delete(tables);
  }
}

/**
 * A read of the rows that belong to some keys, made once for all who ask in the same turn; rows keep their order. Without
 * `keyOf` each gets the rows of all: for those that know their own among others.
 */
export function readTogether<Tables extends object, Row>(
  read: (tables: Tables, keys: readonly string[]) => Promise<Row[]>,
  keyOf?: (row: Row) => string,
): (tables: Tables, keys: readonly string[]) => Promise<Row[]> {
  const flush: Flush = async (tables, calls) => {
    const asked = calls.map(({ argument }) => new Set(argument as readonly string[])); // as below
    const rows = await read(tables as Tables, [...new Set(asked.flatMap((keys) => [...keys]))]);
    calls.forEach(({ resolve }, at) =>
      resolve(keyOf ? rows.filter((row) => asked[at]?.has(keyOf(row))) : rows),
    );
  };
  return (tables, keys) =>
    turns.has(tables) ? (wait(tables, flush, keys) as Promise<Row[]>) : read(tables, keys);
}

/** A write of some items, made once for all that come in the same turn. */
export function writeTogether<Tables extends object, Item>(
  write: (tables: Tables, items: readonly Item[]) => Promise<void>,
): (tables: Tables, item: Item) => Promise<void> {
  const flush: Flush = async (tables, calls) => {
    await write(
      tables as Tables,
      calls.map(({ argument }) => argument as Item),
    ); // as below
    for (const { resolve } of calls) resolve(undefined);
  };
  return (tables, item) =>
    turns.has(tables) ? (wait(tables, flush, item) as Promise<void>) : write(tables, [item]);
}

function wait(tables: object, flush: Flush, argument: unknown): Promise<unknown> {
  const turn = turns.get(tables);
  if (!turn) throw new Error('the tasks of this transaction have ended');
  return new Promise((resolve, reject) => {
    const calls = turn.waiting.get(flush) ?? [];
    calls.push({ argument, resolve, reject });
    turn.waiting.set(flush, calls);
    if (turn.isDue) return;
    turn.isDue = true;
    // After all that can go on now has gone on.
    setImmediate(() => void makeCalls(tables, turn));
  });
}

/** One SQL statement after the other: those who get their answer go on and ask for more meanwhile. */
async function makeCalls(tables: object, turn: Turn): Promise<void> {
  for (let next = turn.waiting.entries().next(); !next.done; next = turn.waiting.entries().next()) {
    const [flush, calls] = next.value as [Flush, Call[]];
    turn.waiting.delete(flush);
    try {
      await flush(tables, calls);
    } catch (error) {
      for (const { reject } of calls) reject(error);
    }
    // Who was just answered may ask for what others wait for too.
    await new Promise((resolve) => setImmediate(resolve));
  }
  turn.isDue = false;
}
