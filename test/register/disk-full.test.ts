import { isConsistent } from '../../src/lib/merkle.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { proveConsistency } from '../../src/register/prove.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { aPerson } from '../fixtures/house.js';
import { tell } from '../fixtures/tell.js';
import { aLimitedFolder, aSmallDisk, canMount, type FullDisk } from './a-full-disk.js';
import { describeRegisters, type TestRegister } from './a-register.js';
import { findingsIn } from './findings-in.js';
import { expectSound } from './sound.js';

/** Only root can mount a small disk; what others are told of a full one is the same. */
const DISKS: [string, () => Promise<FullDisk | null>][] = [
  ['says so at a file', aLimitedFolder],
  ...(canMount() ? [['is a real one', aSmallDisk] satisfies [string, typeof aSmallDisk]] : []),
];

describeRegisters('a register whose disk is full', (open) => {
  let register: TestRegister;
  beforeEach(async () => {
    register = await open();
  });
  afterEach(() => register.close());

  it.each(DISKS)(
    'signs nothing while the tiles do not fit, and goes on when they do: it %s',
    async (name, aDisk) => {
      const { database, log, needs } = register;
      const disk = await aDisk();
      if (!disk) throw new Error('a disk could be mounted a moment ago');
      try {
        const { logFiles } = disk;
        const parts = { ...register, clock: needs.clock, logFiles };
        await register.work(aPerson('ada'));
        const first = await publishCheckpoint(parts);
        const acknowledged: string[] = [];
        let failures = 0;
        for (let free = 0; ; free += 1) {
          const work = await register.work(aPerson('ada'));
          acknowledged.push(work.replace('work:', ''));
          const before = await newestCheckpoint(database.tables);
          await disk.fill(free);
          const published = await publishCheckpoint(parts).catch((error: unknown) => error);
          const isFull = (published as { code?: string } | null)?.code === 'ENOSPC';
          if (isFull) {
            failures += 1;
            const signed = await newestCheckpoint(database.tables);
            // Stored and not yet shown is no harm; signed without its tiles would be.
            if (signed?.size !== before?.size) expect(await logFiles.read('checkpoint')).not.toBeNull();
            expect(await disk.drafts()).toEqual([]);
            await expectSound(register, acknowledged);
          }
          await disk.clear();
          await publishCheckpoint(parts);
          if (!isFull) {
            expect(published).not.toBeInstanceOf(Error);
            break;
          }
        }
        expect(failures).toBeGreaterThan(2);
        tell(`A register whose disk is full and ${name} — ${failures} times full.`);
        const newest = await newestCheckpoint(database.tables);
        const [earlier, later] = [first, newest].map((one) => one && openCheckpoint(one.note, log));
        if (!earlier || !later) throw new Error('no checkpoint was signed');
        const tree = { logFiles, size: later.size };
        const proof = await proveConsistency(tree, { earlier: earlier.size, later: later.size });
        expect(isConsistent(earlier, later, proof)).toBe(true);
        await expectSound(register, acknowledged);
        expect(await findingsIn({ ...register.rebuildNeeds, logFiles })).toEqual([]);
      } finally {
        await disk.close();
      }
    },
  );
});
