import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Renditions, RenditionSet } from '../../ports.js';

/** Of what is made or taken out: whoever reads meets a whole set or none. */
const DRAFT = 'draft-';
const HOUR_MS = 3_600_000;
/** In each set: how many bytes it has, and by its time when it was used last. */
const MARK = 'bytes';
const PICTURES = 'pictures';
/** Looked through again after so much of the limit was made; so much less is kept, so that it holds meanwhile. */
const SLACK = 0.05;

/**
 * Sets of renditions in a folder, those that were used last up to so many bytes. The folder may be deleted at any time, and several
 * processes may share it.
 */
export function openRenditions({
  folder,
  mostBytes,
}: {
  readonly folder: string;
  readonly mostBytes: number;
}): Renditions {
  const underWay = new Map<string, Promise<void>>();
  let madeBytes = Infinity;

  async function read(set: RenditionSet, name: string): Promise<Uint8Array | null> {
    const place = path.join(folder, nameOf(set));
    return unlessMissing(async () => {
      const bytes = await readFile(path.join(place, PICTURES, name));
      const now = new Date();
      await utimes(path.join(place, MARK), now, now);
      return bytes;
    });
  }

  async function makeSet(set: RenditionSet, into: (folder: string) => Promise<void>): Promise<void> {
    await mkdir(folder, { recursive: true });
    const draft = await mkdtemp(path.join(folder, `${DRAFT}${nameOf(set)}-`));
    try {
      await into(path.join(draft, PICTURES));
      const bytes = await bytesBelow(draft);
      await writeFile(path.join(draft, MARK), String(bytes));
      // One that lacks something, or another process's.
      await takeOut(nameOf(set));
      await unlessThere(() => rename(draft, path.join(folder, nameOf(set))));
      madeBytes += bytes;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    if (madeBytes < mostBytes * SLACK) return;
    madeBytes = 0;
    await makeRoom();
  }

  async function makeRoom(): Promise<void> {
    const kept: { name: string; bytes: number; usedAtMs: number }[] = [];
    for (const name of await readdir(folder)) {
      const mark = path.join(folder, name, MARK);
      if (name.startsWith(DRAFT)) await dropOldDraft(name);
      else {
        const used = await unlessMissing(() => stat(mark));
        const bytes = Number((await unlessMissing(() => readFile(mark, 'utf8'))) ?? NaN);
        if (used && bytes > 0) kept.push({ name, bytes, usedAtMs: used.mtimeMs });
        else await takeOut(name);
      }
    }
    let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name, bytes } of kept.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
      if (total <= mostBytes * (1 - SLACK)) return;
      await takeOut(name);
      total -= bytes;
    }
  }

  /** Of a process that was killed. */
  async function dropOldDraft(name: string): Promise<void> {
    const found = await unlessMissing(() => stat(path.join(folder, name)));
    if (found && found.mtimeMs < Date.now() - HOUR_MS)
      await rm(path.join(folder, name), { recursive: true, force: true });
  }

  async function takeOut(name: string): Promise<void> {
    const gone = path.join(folder, `${DRAFT}${name}-${randomUUID()}`);
    await unlessMissing(() => rename(path.join(folder, name), gone));
    await rm(gone, { recursive: true, force: true });
  }

  return {
    read,
    make(set, into) {
      const name = nameOf(set);
      const making = underWay.get(name) ?? makeSet(set, into).finally(() => underWay.delete(name));
      underWay.set(name, making);
      return making;
    },
    async remove(cid) {
      const names = (await unlessMissing(() => readdir(folder))) ?? [];
      for (const name of names.filter((one) => one.includes(`${cid}.`))) {
        if (name.startsWith(DRAFT)) await rm(path.join(folder, name), { recursive: true, force: true });
        else await takeOut(name);
      }
    },
  };
}

const nameOf = ({ cid, part }: RenditionSet): string => `${cid}.${part}`;

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  return bytes;
}

async function unlessMissing<Result>(act: () => Promise<Result>): Promise<Result | null> {
  try {
    return await act();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}

/** Another process has made the same. */
async function unlessThere(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code); // what node:fs throws has one
