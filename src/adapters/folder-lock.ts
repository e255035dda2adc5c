import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

/** Locks a folder, or refuses with FOLDER_IN_USE; the lock of a process that was killed does not count. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'lock');
  const own = processOf(process.pid);
  if (!own) throw new Error('the system does not tell when this process started');
  await takeLock(file, folder, { ...own, url: null });
  return {
    noteUrl: async (url) => {
      await writeFile(`${file}.${own.pid}`, JSON.stringify({ ...own, url }));
      await rename(`${file}.${own.pid}`, file);
    },
    release: () => rm(file, { force: true }),
  };
}

async function takeLock(file: string, folder: string, holder: Holder): Promise<void> {
  // A link appears at once with its content, so nobody ever reads half a lock.
  const draft = `${file}.${holder.pid}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, file);
  } catch (error) {
    if (!isErrorOf(error, 'EEXIST')) throw error;
    const other = await readHolder(file);
    if (other && isRunning(other)) throw inUse(folder, other);
    await rm(file, { force: true });
    await takeLock(file, folder, holder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The holder of a lock, or null when it was released in between. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder; // written by lockFolder alone
  } catch (error) {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  }
}

function inUse(folder: string, { pid, url }: Holder): Refusal {
  const advice = url
    ? `A server works in it: add --server ${url}, or stop it.`
    : 'Wait until it has ended, or name another DATA_DIR.';
  return new Refusal('FOLDER_IN_USE', `The data folder ${folder} is in use by process ${pid}. ${advice}`, {
    folder,
    pid,
    url,
  });
}
