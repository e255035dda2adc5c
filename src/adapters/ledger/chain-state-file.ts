import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fromHex } from '../../lib/hex.js';
import { isErrorOf } from '../process-identity.js';

export interface SavedState {
  /** What anvil can load, or null for a new chain. */
  readonly path: string | null;
  /** Where a file that could not be read was put aside, or null when all was well. */
  readonly damaged: string | null;
}

const statePath = (folder: string) => join(folder, 'state.json');
const previousPath = (folder: string) => join(folder, 'state.previous.json');

/** The newest state that is whole; one that is not is put aside and the one before it is taken. */
export async function readableState(folder: string): Promise<SavedState> {
  let damaged: string | null = null;
  for (const path of [statePath(folder), previousPath(folder)]) {
    const condition = await conditionOf(path);
    if (condition === 'whole') return { path, damaged };
    if (condition === 'damaged') {
      const aside = `${path}.damaged-${Date.now()}`;
      await rename(path, aside);
      damaged ??= aside;
    }
  }
  return { path: null, damaged };
}

async function conditionOf(path: string): Promise<'whole' | 'damaged' | 'missing'> {
  try {
    JSON.parse(await readFile(path, 'utf8'));
    return 'whole';
  } catch (error) {
    if (isErrorOf(error, 'ENOENT')) return 'missing';
    if (error instanceof SyntaxError) return 'damaged';
    throw error;
  }
}

/** Puts what `anvil_dumpState` answered (gzip in hexadecimal) in the newest state's place, and keeps the one before. */
export async function saveState(folder: string, dump: string): Promise<void> {
  const draft = join(folder, 'state.draft.json');
  const file = await open(draft, 'w');
  try {
    await file.writeFile(gunzipSync(fromHex(dump)));
    await file.sync();
  } finally {
    await file.close();
  }
  // Between the two renames there is no newest state, and readableState takes the previous one.
  try {
    await rename(statePath(folder), previousPath(folder));
  } catch (error) {
    if (!isErrorOf(error, 'ENOENT')) throw error;
  }
  await rename(draft, statePath(folder));
}
