import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import type { Ports } from '../../src/ports.js';
import { CHECKPOINTS_PATH } from '../../src/register/announce-checkpoint.js';
import { fsck } from '../../src/register/fsck/fsck.js';
import type { Finding } from '../../src/register/fsck/finding.js';
import { integrate } from '../../src/register/integrate.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { describeArchives, fillArchive, publishAll, type Archive } from './an-archive.js';
import { recorderInHouse } from './a-register.js';
import { findingsIn } from './findings-in.js';

const ROUNDS = 12;

describeArchives('fsck beside a house that goes on', (open) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports);
  });
  afterAll(() => archive.close());

  let people = 0;
  const record = async (): Promise<void> => {
    const person = aPerson(`person ${(people += 1)}`);
    const body = { key: addressOf(person), recoveryKeys: [addressOf(aPerson('safe'))] };
    await recorderInHouse(archive.ports).record(person, nameRecoveryKeys, body);
  };
  /** Ports on which something happens once, while a question to one of them is answered. */
  const meanwhile = <Name extends 'logFiles' | 'ledger'>(
    name: Name,
    wrap: (port: Ports[Name], act: () => Promise<void>) => Partial<Ports[Name]>,
    act: () => Promise<void>,
  ): Ports => {
    let isDone = false;
    const once = async () => {
      if (isDone) return;
      isDone = true;
      await act();
    };
    const port = archive.ports[name];
    return { ...archive.ports, [name]: { ...port, ...wrap(port, once) } };
  };

  it('finds nothing while statements are recorded, signed, cosigned and anchored', async () => {
    let isGoingOn = true;
    const goOn = async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await record();
        await publishAll(archive.ports);
      }
      isGoingOn = false;
    };
    const findings: Finding[] = [];
    const sizes = new Set<bigint>();
    const look = async () => {
      while (isGoingOn) {
        const { statements } = await fsck(archive.ports, { report: (finding) => findings.push(finding) });
        sizes.add(statements);
      }
    };
    await Promise.all([goOn(), look()]);
    expect(findings).toEqual([]);
    // Otherwise it was not beside it.
    expect(sizes.size).toBeGreaterThan(2);
  });

  it('finds nothing where checkpoints are shown between its looks at their lines and at the newest', async () => {
    const ports = meanwhile(
      'logFiles',
      (files, act) => ({
        read: async (path) => {
          const bytes = await files.read(path);
          if (path === CHECKPOINTS_PATH) await act();
          return bytes;
        },
      }),
      async () => {
        for (const _ of [1, 2]) {
          await record();
          await publishAll(archive.ports);
        }
      },
    );
    expect(await findingsIn(ports)).toEqual([]);
  });

  it('finds nothing where tiles were written of statements that are in no checkpoint yet', async () => {
    const { ports } = archive;
    await record();
    const from = (await fsck(ports, { report: () => undefined })).statements - 1n;
    await integrate(ports, { from, to: from + 1n });
    expect(await findingsIn(ports)).toEqual([]);
    await publishAll(ports);
  });

  it('finds nothing where a checkpoint is signed and anchored while the chain is asked', async () => {
    const goOn = async () => {
      await record();
      await publishAll(archive.ports);
    };
    const beforeNewest = meanwhile(
      'ledger',
      (ledger, act) => ({ newest: (head) => act().then(() => ledger.newest(head)) }),
      goOn,
    );
    expect(await findingsIn(beforeNewest)).toEqual([]);
    const afterEvents = meanwhile(
      'ledger',
      (ledger, act) => ({
        anchored: async () => {
          const events = await ledger.anchored();
          await act();
          return events;
        },
      }),
      goOn,
    );
    expect(await findingsIn(afterEvents)).toEqual([]);
  });
});
