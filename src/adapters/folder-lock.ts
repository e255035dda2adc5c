import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import { isErrorOf, isRunning, processOf, type ProcessIdentity } from './process-identity.js';

/** Who works in a data folder: PGlite and anvil bear one process only. */
export interface FolderLock {
  /** Notes where the server of this folder listens, for those who find it locked. */
  readonly noteUrl: (url: string) => Promise<void>;
  release(): Promise<void>;
}

interface Holder extends ProcessIdentity {
  readonly url: string | null;
}

const schema = z.object({ pid: z.int().positive(), startedAt: z.string(), url: z.string().nullable() });

/** Locks a folder, or refuses with FOLDER_IN_USE; the lock of a process that was killed does not count. */
export async function lockFolder(
  folder: string,
  /** What it is, and what else may be named, for whoever finds it locked. */
  { what, otherwise }: { what: string; otherwise: string } = DATA_FOLDER,
): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'lock');
  const own = processOf(process.pid);
  if (!own) throw new Error('the system does not tell when this process started');
  await takeLock(file, { ...own, url: null }, (other) => inUse({ folder, what, otherwise }, other));
  return {
    noteUrl: async (url) => {
      await writeFile(`${file}.${own.pid}`, JSON.stringify({ ...own, url }));
      await rename(`${file}.${own.pid}`, file);
    },
    release: () => rm(file, { force: true }),
  };
}

async function takeLock(file: string, holder: Holder, inUseBy: (other: Holder) => Refusal): Promise<void> {
  // A link appears at once with its content, so nobody ever reads half a lock.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    while (!(await linkNew(draft, file))) {
      const content = await readFile(file, 'utf8').catch(nullIf('ENOENT'));
      const other = content === null ? null : holderIn(content);
      if (other && isRunning(other)) throw inUseBy(other);
      if (content !== null) await removeStale(file, content);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes the lock of a process that ended, unless another start was faster: what is there by now may be that
 * one's live lock. A name of our own first, since only what was moved can be looked at with nobody in between.
 */
async function removeStale(file: string, content: string): Promise<void> {
  const moved = `${file}.${randomUUID()}`;
  const isMoved = await rename(file, moved).then(() => true, nullIf('ENOENT'));
  if (!isMoved) return;
  if ((await readFile(moved, 'utf8')) !== content) await linkNew(moved, file);
  await rm(moved);
}

/** False where the name is taken. */
async function linkNew(from: string, to: string): Promise<boolean> {
  return (await link(from, to).then(() => true, nullIf('EEXIST'))) ?? false;
}

/** Null for what is no lock of ours: a power cut leaves the name without the content. */
function holderIn(content: string): Holder | null {
  try {
    const { data } = schema.safeParse(JSON.parse(content));
    return data ?? null;
  } catch {
    return null;
  }
}

const nullIf =
  (code: string) =>
  (error: unknown): null => {
    if (isErrorOf(error, code)) return null;
    throw error;
  };

const DATA_FOLDER = { what: 'data folder', otherwise: 'name another DATA_DIR' };

function inUse(
  { folder, what, otherwise }: { folder: string; what: string; otherwise: string },
  { pid, url }: Holder,
): Refusal {
  const advice = url
    ? `A server works in it: add --server ${url} to a command that takes it, or stop the server.`
    : `Wait until it has ended, or ${otherwise}.`;
  return new Refusal('FOLDER_IN_USE', `The ${what} ${folder} is in use by process ${pid}. ${advice}`, {
    folder,
    pid,
    url,
  });
}
