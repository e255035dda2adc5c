import type { Database } from '../ports.js';
import { currentModel } from './embedding.js';
import type { ImageReader } from './fingerprint.js';
import type { BothFeatures } from './local-features.js';
import {
  currentSnapshot,
  isAnySearched,
  searchedLooks,
  type FileLook,
  type Snapshot,
} from './picture-store.js';

/** A registered picture that shares visual words with the asked one. */
export interface WordCandidate {
  readonly file: string;
  /** Comparable within one answer only. */
  readonly score: number;
  /** Whether it is the mirrored picture that is like it. */
  readonly isMirrored: boolean;
}

/** The asked picture, by what its look is compared; its embedding is of length 1. */
export interface AskedLook {
  readonly features: BothFeatures;
  readonly embedding: Float32Array | null;
}

/** At most so many of each, the most alike first. */
export interface NearLooks {
  readonly byWords: readonly WordCandidate[];
  /** Files whose embeddings are nearest, be they near or not. */
  readonly byEmbedding: readonly string[];
}

/** A thread that holds an index of visual words, and one of embeddings (`adapters/looks/open-look-thread.ts`). */
export interface LookThread {
  /** Of a picture that is there already it changes the embedding. Gives how many pictures there are. */
  add(pictures: readonly FileLook[]): Promise<number>;
  /** The pictures most like it: by words, it or its mirrored one. */
  ask(asked: AskedLook, most: number): Promise<NearLooks>;
  close(): Promise<void>;
}

/** The shortlist by local features, which finds parts of pictures too, and by a user's model. */
export interface LookSearch {
  /**
   * The registered pictures most alike, of all whose registration is committed when it is asked. What it names may be gone
   * by now: look it up.
   */
  near(asked: AskedLook, most: number): Promise<NearLooks>;
  /** How many pictures are in the index; they grow until all are read, for which a question waits. */
  size(): number;
  close(): Promise<void>;
}

/** A thread and what of the database it holds: two that end and begin at once must not be taken for one another. */
interface Index {
  readonly thread: LookThread;
  seen: Snapshot | null;
  size: number;
}

interface Needs {
  readonly database: Pick<Database, 'tables'>;
  readonly openThread: () => LookThread;
  /** By which model pictures are embedded. */
  readonly images: Pick<ImageReader, 'model'>;
  /** Told what went wrong while it read unasked; the next question reads again. */
  readonly onError: (error: unknown) => void;
}

/**
 * The index is in memory and follows the database: it remembers which snapshot it has read, and before every answer it
 * reads what that snapshot did not see. So any number of processes are right, and one that ends has nothing to save.
 * What was deleted stays in it and is named in vain. It reads what is there as soon as it is opened: among 100,000 pictures
 * that takes a minute, which the first who asks should not wait for.
 */
export function openLookSearch({ database: { tables }, openThread, images, onError }: Needs): LookSearch {
  const model = currentModel(images);
  let index: Index | null = null;
  let reading: Promise<Index> | null = null;
  let isClosed = false;

  function checkOpen(): void {
    if (isClosed) throw new Error('The search is closed.');
  }

  async function readOn(): Promise<Index> {
    checkOpen();
    const own = (index ??= { thread: openThread(), seen: null, size: 0 });
    try {
      const now = await currentSnapshot(tables);
      for await (const pictures of searchedLooks(tables, { seen: now, unseen: own.seen, model })) {
        checkOpen();
        own.size = await own.thread.add(pictures);
      }
      own.seen = now;
      return own;
    } catch (error) {
      await giveUp(own);
      throw error;
    }
  }

  /** The next question reads everything again, into another thread. */
  async function giveUp(own: Index): Promise<void> {
    if (index === own) index = null;
    await own.thread.close();
  }

  /** Whoever asks meanwhile waits for a reading that begins after it asked. */
  async function upToDate(): Promise<Index> {
    while (reading) await reading.catch(() => undefined);
    reading = readOn();
    try {
      return await reading;
    } finally {
      reading = null;
    }
  }

  async function readUnasked(): Promise<void> {
    try {
      if (await isAnySearched(tables)) await upToDate();
    } catch (error) {
      if (!isClosed) onError(error);
    }
  }

  const unasked = readUnasked();
  return {
    async near(asked, most) {
      const own = await upToDate();
      try {
        return await own.thread.ask(asked, most);
      } catch (error) {
        await giveUp(own);
        throw error;
      }
    },
    size: () => index?.size ?? 0,
    close: async () => {
      isClosed = true;
      await unasked;
      await reading?.catch(() => undefined);
      await index?.thread.close();
    },
  };
}
