import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupFolder } from '../register/backup.js';
import { openLocalBlocks } from './content/open-local-blocks.js';
import { isErrorOf } from './process-identity.js';
import { bytesOf, readLogFolder } from './read-log-folder.js';
import { syncFolder, writeSynced } from './synced-file.js';

/** A backup in a folder, which is made where it is not there. */
export async function openBackupFolder(folder: string): Promise<BackupFolder> {
  const placeOf = (name: string) => path.join(folder, ...name.split('/'));
  const { list } = readLogFolder({ folder });
  return {
    content: await openLocalBlocks({ folder: placeOf('blocks') }),
    read: (name) => bytesOf(placeOf(name)),
    async *list(name) {
      if (name !== '') yield* list(name);
      else
        for (const entry of await readdir(folder, { withFileTypes: true })) {
          if (entry.isDirectory()) yield* list(entry.name);
          else yield entry.name;
        }
    },
    async write(name, bytes, { isSecret } = { isSecret: false }) {
      const place = placeOf(name);
      const parent = path.dirname(place);
      await mkdir(parent, { recursive: true });
      const draft = `${place}.${randomUUID()}`;
      try {
        await writeSynced(draft, bytes, isSecret ? 0o600 : undefined);
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(parent);
    },
    async digest(name) {
      const hash = createHash('sha256');
      try {
        await pipeline(createReadStream(placeOf(name)), hash);
      } catch (error) {
        if (isErrorOf(error, 'ENOENT') || isErrorOf(error, 'EISDIR') || isErrorOf(error, 'ENOTDIR'))
          return null;
        throw error;
      }
      return hash.digest('hex');
    },
  };
}
