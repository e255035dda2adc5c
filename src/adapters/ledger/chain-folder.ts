import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import { isErrorOf, isRunning, processOf, type ProcessIdentity } from '../process-identity.js';

const STOP_TIMEOUT_MS = 3000;

const identity = z.object({ pid: z.number(), startedAt: z.string() });

/** Who uses a chain's folder: the process that opened it, and the anvil that it started. */
const occupancySchema = z.object({ owner: identity, chain: identity.nullable() });
type Occupancy = z.infer<typeof occupancySchema>;

export interface ChainFolder {
  /** Notes the anvil that works for this folder, so that the next opener can end it if it outlives its owner. */
  recordChain(pid: number): void;
  release(): void;
}

/**
 * Takes the folder for this process, or throws if a running process has it. An anvil that outlived its owner is ended
 * first; it is known by its number and its start, so no other process that got the number is touched.
 */
export async function takeChainFolder(folder: string): Promise<ChainFolder> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'in-use.json');
  const owner = processOf(process.pid);
  if (owner === null) throw new Error('This process does not find itself in the list of processes.');

  while (!claim(path, { owner, chain: null })) {
    const previous = readOccupancy(path);
    if (previous === null) continue;
    if (isRunning(previous.owner)) {
      throw new Error(
        `Process ${previous.owner.pid} uses the embedded chain in ${folder}. Stop it, or choose another DATA_DIR.`,
      );
    }
    if (previous.chain !== null) await end(previous.chain);
    rmSync(path, { force: true });
  }
  return {
    recordChain(pid) {
      write(path, { owner, chain: processOf(pid) });
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

/** Creates the file with its content in one step, so that nobody reads half of it; false if it is there already. */
function claim(path: string, occupancy: Occupancy): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(occupancy));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isErrorOf(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function write(path: string, occupancy: Occupancy): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(occupancy));
  renameSync(draft, path);
}

function readOccupancy(path: string): Occupancy | null {
  try {
    return occupancySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw new Error(`${path} is not readable; remove it if no Raisonné runs on this folder.`, {
      cause: error,
    });
  }
}

/** Ends a process, by force if it does not go by itself. */
async function end(leftover: ProcessIdentity): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    if (isRunning(leftover)) signalIfThere(leftover.pid, signal);
    while (isRunning(leftover) && Date.now() < deadline) await after(20);
    if (!isRunning(leftover)) return;
  }
  throw new Error(`The anvil of an earlier run (process ${leftover.pid}) does not end; end it by hand.`);
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isErrorOf(error, 'ESRCH')) throw error;
  }
}
