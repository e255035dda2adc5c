import type { Database } from '../ports.js';
import {
  countHashes,
  hashRecords,
  hashSnapshot,
  nearHashes,
  nearKnownHashes,
  youngerHashRecords,
  type AskedHash,
  type HashSnapshot,
  type NearHash,
} from './hash-store.js';
import type { PdqHash } from './pdq.js';

/** A thread that holds hashes in memory, as records of hash-index.ts (`adapters/hashes/open-hash-thread.ts`). */
export interface HashThread {
  /** Takes its hashes, at most so many, and makes them ready; gives how many they are. Once, before anything is asked. */
  fill(most: number, records: AsyncIterable<Uint8Array>): Promise<number>;
  /** Takes others besides, in place of those that it took so before. */
  fillYounger(records: Uint8Array): Promise<void>;
  /** The ids of all that are within a distance of an asked hash, each once. */
  ask(asked: readonly PdqHash[], within: number): Promise<number[]>;
  /** Ends the thread at once; whoever waits for an answer is told so by an error. */
  close(): Promise<void>;
}

/** Exact search for near hashes, at any number of processes on one database. */
export interface HashSearch {
  /**
   * Every row that is committed when it is asked and within a Hamming distance of an asked hash, the nearest first. Up to
   * 31 it takes a millisecond or so at ten millions; beyond, every hash is compared, and at great distances many are near.
   */
  near<Asked extends AskedHash>(asked: readonly Asked[], within: number): Promise<NearHash<Asked>[]>;
  /** How many rows are in memory; 0 while PostgreSQL answers alone. */
  size(): number;
  /** Resolves when nothing is being read into memory. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface HashSearchNeeds {
  readonly database: Pick<Database, 'tables'>;
  readonly openThread: () => HashThread;
  /** Told what went wrong in the background; PostgreSQL answers alone then. */
  readonly onError: (error: unknown) => void;
}

export interface HashSearchLimits {
  /** Fewer rows than these are left to PostgreSQL, which reads all of them in a few milliseconds. */
  readonly least?: number;
  /** As soon as so many rows are younger than what is in memory, they are read too: PostgreSQL compares them one by one. */
  readonly mostUnread?: number;
  /** With more younger rows in memory than these, and than a hundredth of the others, all are read anew. */
  readonly mostYounger?: number;
}

/** So many questions pass before it is looked again whether there are rows enough, or whether what failed goes now. */
const LOOK_EVERY = 500;

/** Ids are integers. */
const MOST_ROWS = 2 ** 31 - 1;

/** What a thread holds: the rows that the snapshot `base` saw, and the younger ones that `seen` saw. */
interface Held {
  readonly thread: HashThread;
  readonly base: HashSnapshot;
  readonly rows: number;
  readonly asking: Set<Promise<unknown>>;
  seen: HashSnapshot;
}

/**
 * The search over a memory that is never trusted. What is in memory is all rows that a snapshot saw; an answer is what is
 * found there and looked at again in PostgreSQL, and every row that it did not see, in one SQL statement. So it
 * does not matter how old the memory is, nor who else writes, nor what was deleted or lost; while nothing is in memory,
 * PostgreSQL answers by itself. Reading happens in the background, in parts, and in another thread.
 */
export function openHashSearch(
  { database: { tables }, openThread, onError }: HashSearchNeeds,
  { least = 5000, mostUnread = 200, mostYounger = 20_000 }: HashSearchLimits = {},
): HashSearch {
  let held: Held | null = null;
  let reading: Promise<void> | null = null;
  let untilLook = 0;
  let isClosed = false;

  /** One at a time, and never waited for by who asks. */
  function read(task: () => Promise<void>): void {
    if (isClosed || reading) return;
    reading = task()
      .catch((error: unknown) => {
        untilLook = LOOK_EVERY;
        if (!isClosed) onError(error);
      })
      .finally(() => {
        reading = null;
      });
  }

  function look(): void {
    if (untilLook > 0) untilLook -= 1;
    else
      read(async () => {
        untilLook = LOOK_EVERY;
        if ((await countHashes(tables, await hashSnapshot(tables), least)) >= least) await readAll();
      });
  }

  async function readAll(): Promise<void> {
    const base = await hashSnapshot(tables);
    const most = await countHashes(tables, base, MOST_ROWS);
    const thread = openThread();
    try {
      const rows = await thread.fill(most, unlessClosed(hashRecords(tables, base)));
      const before = held;
      held = { thread, base, seen: base, rows, asking: new Set() };
      if (before) void closeAfterAnswers(before);
    } catch (error) {
      await thread.close();
      throw error;
    }
  }

  async function* unlessClosed(records: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const some of records) {
      if (isClosed) throw new Error('The search is closed.');
      yield some;
    }
  }

  async function readYounger(own: Held): Promise<void> {
    const seen = await hashSnapshot(tables);
    const most = Math.max(mostYounger, Math.floor(own.rows / 100));
    const records = await youngerHashRecords(tables, { seen, unseen: own.base }, most);
    if (records === null) return readAll();
    await own.thread.fillYounger(records);
    own.seen = seen;
  }

  /** Null where the thread has failed: then it is as if there had been none. */
  async function askThread(own: Held, asked: readonly PdqHash[], within: number): Promise<number[] | null> {
    const answer = own.thread.ask(asked, within);
    own.asking.add(answer);
    try {
      return await answer;
    } catch (error) {
      if (held === own && !isClosed) {
        held = null;
        untilLook = LOOK_EVERY;
        onError(error);
        await own.thread.close();
      }
      return null;
    } finally {
      own.asking.delete(answer);
    }
  }

  async function closeAfterAnswers({ asking, thread }: Held): Promise<void> {
    await Promise.allSettled(asking);
    await thread.close().catch(onError);
  }

  look();
  return {
    async near(asked, within) {
      const own = held;
      // Taken before the thread is asked: it may know more by then, never less.
      const seen = own?.seen;
      const hashes = asked.map(({ hash }) => hash);
      const known = own && (await askThread(own, hashes, within));
      if (!own || !known || seen === undefined) {
        if (!held) look();
        return nearHashes(tables, asked, within);
      }
      const { near, younger } = await nearKnownHashes(tables, asked, within, { known, seen });
      if (younger >= mostUnread && own === held) read(() => readYounger(own));
      return near;
    },
    size: () => held?.rows ?? 0,
    settled: async () => {
      while (reading) await reading;
    },
    async close() {
      isClosed = true;
      await held?.thread.close();
      held = null;
      await reading;
    },
  };
}
