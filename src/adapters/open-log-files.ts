import { randomUUID } from 'node:crypto';
import { constants, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { LogFileAltered, type LogFile, type LogFiles } from '../ports.js';
import { bytesOf, readLogFolder } from './read-log-folder.js';
import { syncFolder, writeSynced } from './synced-file.js';

/** The log's files in a folder, as any web server can serve them. Several processes may share it. */
export async function openLogFiles({ folder }: { folder: string }): Promise<LogFiles> {
  const drafts = path.join(folder, 'drafts');
  await mkdir(drafts, { recursive: true });
  const placeOf = (name: string) => path.join(folder, ...name.split('/'));

  async function put({ path: name, bytes }: LogFile): Promise<void> {
    const draft = path.join(drafts, randomUUID());
    try {
      await writeSynced(draft, bytes);
      await rename(draft, placeOf(name));
    } catch (error) {
      // On a full disk what was begun must not fill it further.
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** Whether it must be written: false where it is there already. */
  async function isNew({ path: name, bytes }: LogFile): Promise<boolean> {
    const present = await bytesOf(placeOf(name));
    if (present === null) return true;
    if (Buffer.compare(present, bytes) === 0) return false;
    throw new LogFileAltered(name);
  }

  return {
    ...readLogFolder({ folder }),
    async keep(files) {
      const folders = new Set<string>();
      for (const file of files) {
        const parent = path.dirname(placeOf(file.path));
        // Also of what is there: a process that was killed may have renamed it and not come further.
        folders.add(parent);
        if (!(await isNew(file))) continue;
        const made = await mkdir(parent, { recursive: true });
        await put(file);
        for (let at = parent; made !== undefined && at.length >= made.length; at = path.dirname(at))
          folders.add(path.dirname(at));
      }
      await Promise.all([...folders].map(syncFolder));
    },
    async replace(file) {
      await put(file);
      await syncFolder(folder);
    },
    async append(name, line) {
      const file = await open(placeOf(name), constants.O_RDWR | constants.O_CREAT, 0o666);
      try {
        const { size } = await file.stat();
        const whole = await endOfLastLine(file, size);
        if (whole < size) await file.truncate(whole);
        await file.write(`${line}\n`, whole);
        await file.datasync();
        if (size === 0) await syncFolder(folder);
      } finally {
        await file.close();
      }
    },
    remove: (name) => rm(placeOf(name), { recursive: true, force: true }),
  };
}

const READ_BYTES = 4096;

/** Where the last whole line ends: read from the end, since the file grows for ever. */
async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0; end -= READ_BYTES) {
    const from = Math.max(0, end - READ_BYTES);
    const chunk = Buffer.alloc(end - from);
    await file.read(chunk, 0, chunk.length, from);
    const at = chunk.lastIndexOf(0x0a);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}
