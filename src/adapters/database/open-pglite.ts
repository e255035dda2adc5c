import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { cpSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import type { Database } from '../../ports.js';
import { projectPath } from '../project-path.js';
import { databaseOver, openSource } from './open-database.js';

/** The files of a database with empty tables, made by the build: copying them is many times faster than creating one. */
const SEED = projectPath('dist', 'pglite-seed');

/** PGlite's own 128 MB are a third of its memory, and the files' pages are in the system's cache all the same. */
const START = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/**
 * PostgreSQL in this process, its files in a folder that the caller has locked. It writes without fsync: what was
 * acknowledged survives the end of the process, but not for certain the loss of power.
 */
export async function openPglite({ folder }: { folder: string }): Promise<Database> {
  const lite = await openFolder(folder);
  const source = await openSource(
    {
      type: 'postgres',
      installExtensions: false,
      // One session: a query outside of the open transaction waits on itself, and this time limit names the mistake.
      extra: Object.assign(createPgConfig(lite), {
        max: 1,
        idleTimeoutMillis: 0,
        connectionTimeoutMillis: 60_000,
      }),
    },
    { isShared: false },
  );
  return databaseOver(source, { isShared: false, clearJournal, alsoClose: () => lite.close() });
}

/**
 * Goes on in new files of the journal until none of those that are there now is left: a checkpoint deletes a file that is behind it, and
 * without wal_recycle it does not keep it, as it is, for later. There are some five, of 16 MiB.
 */
async function clearJournal(source: Pick<DataSource, 'query'>): Promise<boolean> {
  const files = async () =>
    (await source.query<{ name: string }[]>('SELECT name FROM pg_ls_waldir()')).map(({ name }) => name);
  await source.query('SET wal_recycle = off');
  const before = new Set(await files());
  const isLeft = async () => (await files()).some((name) => before.has(name));
  for (let more = before.size + 1; more > 0 && (await isLeft()); more -= 1) {
    await source.query('SELECT pg_switch_wal()');
    await source.query('CHECKPOINT');
  }
  await source.query('RESET wal_recycle');
  return !(await isLeft());
}

async function openFolder(folder: string): Promise<PGlite> {
  const dataDir = path.join(folder, 'files');
  if (!(await exists(dataDir))) await createFiles(folder, dataDir);
  return PGlite.create({ dataDir, startParams: START });
}

/** Makes a database under another name first: being killed meanwhile leaves half of one, which never counts. */
async function createFiles(folder: string, dataDir: string): Promise<void> {
  const draft = path.join(folder, 'files.new');
  await rm(draft, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Not by turns: hundreds of small files take three times as long so.
  if (await exists(SEED)) cpSync(SEED, draft, { recursive: true });
  else await (await PGlite.create({ dataDir: draft, startParams: START })).close();
  await rename(draft, dataDir);
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
