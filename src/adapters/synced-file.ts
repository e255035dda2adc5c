import { close, fdatasync, open as openCallback, write } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

// A file costs half as much by its number as by Node's FileHandle.
const openFile = promisify(openCallback);
const syncData = promisify(fdatasync);
const closeFile = promisify(close);
const writeFile = promisify(write);

/** Writes a file that is not there yet; when it resolves the bytes survive a power cut, the name only after syncFolder. */
export async function writeSynced(path: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const file = await openFile(path, 'wx', mode);
  try {
    // One call may write a part of it: a full disk takes what it has room for.
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await writeFile(file, bytes, at);
      at += bytesWritten;
    }
    await syncData(file);
  } finally {
    await closeFile(file);
  }
}

/** `syncFolder` for many who ask at once: one sync serves all that asked before it began. */
export function syncTogether(): (path: string) => Promise<void> {
  const next = new Map<string, Promise<void>>();
  const running = new Map<string, Promise<void>>();

  async function take(path: string): Promise<void> {
    // What fails there is told to those who wait for it.
    await running.get(path)?.catch(() => undefined);
    await Promise.resolve();
    next.delete(path);
    const sync = syncFolder(path);
    running.set(path, sync);
    try {
      await sync;
    } finally {
      if (running.get(path) === sync) running.delete(path);
    }
  }

  return (path) => {
    const turn = next.get(path) ?? take(path);
    next.set(path, turn);
    return turn;
  };
}

/** Makes a rename last; Windows keeps directories by itself and cannot open them. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
