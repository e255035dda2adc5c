import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { LogFile, LogFiles } from '../ports.js';
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
    throw new Error(
      `The log's file ${name} holds other bytes than the register gives for it. One of the two was altered: run raisonne fsck.`,
    );
  }

  return {
    ...readLogFolder({ folder }),
    async keep(files) {
      const folders = new Set<string>();
      for (const file of files) {
        if (!(await isNew(file))) continue;
        const parent = path.dirname(placeOf(file.path));
        const made = await mkdir(parent, { recursive: true });
        await put(file);
        folders.add(parent);
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
      const present = await bytesOf(placeOf(name));
      const whole = present === null ? 0 : present.lastIndexOf(0x0a) + 1;
      if (present !== null && whole < present.length) await truncate(placeOf(name), whole);
      const file = await open(placeOf(name), 'a');
      try {
        await file.writeFile(`${line}\n`);
        await file.datasync();
      } finally {
        await file.close();
      }
      if (present === null) await syncFolder(folder);
    },
    remove: (name) => rm(placeOf(name), { recursive: true, force: true }),
  };
}
