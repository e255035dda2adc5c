import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLogFiles } from '../../src/adapters/open-log-files.js';
import type { LogFiles } from '../../src/ports.js';

const PAGE = 4096;
const DISK_PAGES = 64;

/** The log's files on a disk that can be full. */
export interface FullDisk {
  readonly logFiles: LogFiles;
  /** Leaves room for so many files of a page. */
  fill(free: number): Promise<void>;
  /** Makes room again. */
  clear(): Promise<void>;
  /** What was begun and not taken away. */
  drafts(): Promise<string[]>;
  close(): Promise<void>;
}

/** A disk that says so at the n-th file, and writes none of it; anybody can have it. */
export async function aLimitedFolder(): Promise<FullDisk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-disk-'));
  const real = await openLogFiles({ folder });
  let room = Infinity;
  const take = (): void => {
    if (room < 1)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    room -= 1;
  };
  const logFiles: LogFiles = {
    ...real,
    async keep(files) {
      for (const file of files) {
        if ((await real.read(file.path)) === null) take();
        await real.keep([file]);
      }
    },
    async replace(file) {
      take();
      await real.replace(file);
    },
    async append(name, line) {
      take();
      await real.append(name, line);
    },
  };
  return {
    logFiles,
    fill: async (free) => {
      room = free;
    },
    clear: async () => {
      room = Infinity;
    },
    drafts: () => readdir(path.join(folder, 'drafts')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A small disk of its own, which only root can have; null where this machine gives none. */
export async function aSmallDisk(): Promise<FullDisk | null> {
  const folder = mountedFolder();
  if (folder === null) return null;
  const filler = path.join(folder, 'filler');
  return {
    logFiles: await openLogFiles({ folder }),
    fill: async (free) => {
      const report = spawnSync('df', ['--output=avail', '-B', String(PAGE), folder]).stdout.toString();
      const available = Number(report.trim().split('\n').at(-1));
      await writeFile(filler, Buffer.alloc(Math.max(0, available - free) * PAGE));
    },
    clear: () => rm(filler, { force: true }),
    drafts: () => readdir(path.join(folder, 'drafts')),
    close: async () => unmount(folder),
  };
}

export function canMount(): boolean {
  const folder = mountedFolder();
  if (folder !== null) unmount(folder);
  return folder !== null;
}

function mountedFolder(): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'raisonne-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_PAGES * PAGE}`, 'tmpfs', folder]);
  if (mounted.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

function unmount(folder: string): void {
  spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}
