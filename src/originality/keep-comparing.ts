import { Refusal } from '../lib/refusal.js';
import { ContentDamaged, ContentMissing, type Database } from '../ports.js';
import { repeat } from '../register/repeat.js';
import { filesByCid } from '../works/file-store.js';
import { referenceTo, type StoredFile } from '../works/file.js';
import { inspectContent } from '../works/inspect-content.js';
import { currentModel } from './embedding.js';
import { comparisonsDue, saveComparison, uncomparedFiles, withoutPlace } from './likeness-store.js';
import { searchAnew } from './make-searchable.js';
import type { EarlierMatch } from './match.js';
import { filesToFingerprint, worksOfFiles } from './picture-store.js';
import { searchOriginality, type SearchNeeds } from './search-originality.js';

interface Needs extends SearchNeeds {
  readonly database: Database;
  readonly onError: (error: unknown) => void;
}

export interface Comparing {
  /** Something was recorded. */
  readonly notice: () => void;
  /** Resolves when nothing is left to do but what failed. */
  settled(): Promise<void>;
  /** Ends after the picture that is under way. */
  stop(): Promise<void>;
}

/** How often to look unasked: other processes record too, and what failed may go by now. */
const LOOK_EVERY_MS = 60_000;
const clockMs = () => performance.now();
/** As many files are looked up at once. */
const FILES_AT_ONCE = 100;
/** While people wait for pictures of theirs to be read, these wait. */
const GIVE_WAY_MS = 200;

/**
 * Takes the fingerprints of registered pictures that have none of this version or model, and compares every registered picture with
 * those before it. What is left to do follows from the tables, so it goes on after any end, and several processes may do it
 * at once: at worst each does what the others do.
 */
export function keepComparing(needs: Needs): Comparing {
  const { database, images, onError } = needs;
  const { tables } = database;
  const model = currentModel(images);
  /** What failed, until it is looked again. */
  const failed = new Set<string>();
  /** Those that have no fingerprints, as far as they were looked up, and when to look again. */
  let unread: string[] = [];
  let lookAt = 0;
  /** Of those that are to be compared the first, as far as they were looked up. */
  let uncompared: string[] = [];
  let isStopped = false;
  let whenSettled: (() => void)[] = [];

  const rounds = repeat(
    async () => {
      if (clockMs() >= lookAt) failed.clear();
      while (!isStopped) {
        if (images.busy > 0) return rounds.soon(GIVE_WAY_MS);
        if (!(await oneMore())) break;
      }
      for (const tell of whenSettled.splice(0)) tell();
    },
    { everyMs: LOOK_EVERY_MS, onError },
  );

  /** Undefined when all have fingerprints. Whoever registers leaves them, so all are looked through now and then only. */
  async function nextUnread(): Promise<string | undefined> {
    if (unread.length === 0 && clockMs() >= lookAt) {
      unread = (await filesToFingerprint(tables, model, FILES_AT_ONCE + failed.size)).filter(
        (file) => !failed.has(file),
      );
      if (unread.length === 0) lookAt = clockMs() + LOOK_EVERY_MS;
    }
    return unread.shift();
  }

  /** False when nothing is left. */
  async function oneMore(): Promise<boolean> {
    const next = await nextUnread();
    if (next !== undefined) return attempt(next, fingerprintAnew);
    if (uncompared.length === 0) uncompared = await uncomparedFiles(tables, [...failed], FILES_AT_ONCE);
    const first = uncompared.shift();
    return first !== undefined && attempt(first, compare);
  }

  async function attempt(cid: string, act: (file: StoredFile) => Promise<void>): Promise<true> {
    try {
      const [file] = await filesByCid(tables, [cid]);
      if (!file) throw new Error(`Nothing is known of the registered picture ${cid}.`);
      await act(file);
    } catch (cause) {
      failed.add(cid);
      // What is missing, damaged or too slow is fsck's to report; the rest is an outage or a bug.
      const isKnown =
        cause instanceof Refusal || cause instanceof ContentMissing || cause instanceof ContentDamaged;
      if (!isKnown) onError(new Error(`Comparing the registered picture ${cid} failed`, { cause }));
    }
    return true;
  }

  async function fingerprintAnew(file: StoredFile): Promise<void> {
    const { file: now, fingerprints } = await inspectContent(needs, referenceTo(file));
    if (fingerprints)
      await database.transaction((own) => searchAnew(own, { before: file, now, fingerprints }));
  }

  async function compare(file: StoredFile): Promise<void> {
    const due = await comparisonsDue(tables, file.cid);
    if (due === null) return;
    const { matches } = await searchOriginality(needs, { file, key: null });
    const [first] = await worksOfFiles(tables, [file.cid]);
    const others = first ? matches.filter(({ work }) => work !== first.work) : [];
    const isEarlier = ({ statementIndex }: EarlierMatch) =>
      first !== undefined && statementIndex < first.statementIndex;
    const found = others.filter(isEarlier).map((match) => ({
      later: file.cid,
      earlier: match.file,
      match: withoutPlace(match),
    }));
    const later = others.filter((match) => !isEarlier(match)).map((match) => match.file);
    await database.transaction((own) => saveComparison(own, { file: file.cid, due, found, later }));
  }

  return {
    notice: () => rounds.soon(GIVE_WAY_MS),
    settled: () =>
      new Promise((resolve) => {
        lookAt = 0;
        whenSettled.push(resolve);
        rounds.soon(0);
      }),
    stop: async () => {
      isStopped = true;
      await rounds.stop();
    },
  };
}
