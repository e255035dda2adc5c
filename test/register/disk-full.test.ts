import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLogFiles } from '../../src/adapters/open-log-files.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { proveConsistency } from '../../src/register/prove.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { isConsistent } from '../../src/lib/merkle.js';
import { aPerson } from '../fixtures/house.js';
import { describeRegisters, type TestRegister } from './a-register.js';
import { expectSound } from './sound.js';

const PAGE = 4096;
const DISK_PAGES = 64;

/** A small disk of its own, which only root can have; null where this machine gives none. */
function aSmallDisk(): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'raisonne-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_PAGES * PAGE}`, 'tmpfs', folder]);
  if (mounted.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

const probe = aSmallDisk();
function unmount(folder: string): void {
  spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}
if (probe) unmount(probe);

const suite = (open: () => Promise<TestRegister>): void => {
  let register: TestRegister;
  let disk: string;
  beforeAll(async () => {
    register = await open();
    disk = aSmallDisk() ?? '';
  });
  afterAll(async () => {
    await register.close();
    unmount(disk);
  });

  it('signs nothing while the tiles do not fit, wherever the disk is full, and goes on when they do', async () => {
    const { database, log, needs } = register;
    const parts = { ...register, clock: needs.clock, logFiles: await openLogFiles({ folder: disk }) };
    const filler = path.join(disk, 'filler');
    await register.work(aPerson('ada'));
    const first = await publishCheckpoint(parts);
    const acknowledged: string[] = [];
    let failures = 0;
    for (let free = 0; ; free += 1) {
      const work = await register.work(aPerson('ada'));
      acknowledged.push(work.replace('work:', ''));
      const before = await newestCheckpoint(database.tables);
      await fill(filler, free);
      const published = await publishCheckpoint(parts).catch((error: unknown) => error);
      const isFull = (published as { code?: string } | null)?.code === 'ENOSPC';
      if (isFull) {
        failures += 1;
        const signed = await newestCheckpoint(database.tables);
        // Stored and not yet shown is no harm; signed without its tiles would be.
        if (signed?.size !== before?.size) expect(await parts.logFiles.read('checkpoint')).not.toBeNull();
        expect(await readdir(path.join(disk, 'drafts'))).toEqual([]);
        await expectSound(register, acknowledged);
      }
      await rm(filler);
      await publishCheckpoint(parts);
      if (!isFull) {
        expect(published).not.toBeInstanceOf(Error);
        break;
      }
    }
    expect(failures).toBeGreaterThan(2);
    const newest = await newestCheckpoint(database.tables);
    const [earlier, later] = [first, newest].map((one) => one && openCheckpoint(one.note, log));
    if (!earlier || !later) throw new Error('no checkpoint was signed');
    const tree = { logFiles: parts.logFiles, size: later.size };
    const proof = await proveConsistency(tree, { earlier: earlier.size, later: later.size });
    expect(isConsistent(earlier, later, proof)).toBe(true);
    await expectSound(register, acknowledged);
  });

  /** Leaves so many pages free. */
  async function fill(file: string, freePages: number): Promise<void> {
    const report = spawnSync('df', ['--output=avail', '-B', String(PAGE), disk]).stdout.toString();
    const available = Number(report.trim().split('\n').at(-1));
    await writeFile(file, Buffer.alloc(Math.max(0, available - freePages) * PAGE));
  }
};

if (probe) describeRegisters('a register whose disk is full', suite);
else
  describe.skip('a register whose disk is full (only root can mount a small disk)', () =>
    it.todo('is tried'));
