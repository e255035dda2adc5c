import { once } from 'node:events';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeChainFolder } from '../../src/adapters/ledger/chain-folder.js';
import { openEmbeddedLedger } from '../../src/adapters/ledger/open-embedded-ledger.js';
import { processOf } from '../../src/adapters/process-identity.js';
import {
  aFolder,
  anchor,
  anEmbeddedLedger,
  anotherProcess,
  aRunningProcess,
  rootOf,
  SALT,
  step,
} from './ledger-fixtures.js';

describe('the embedded ledger', () => {
  it('has its checkpoints and transactions after it was closed and opened', async () => {
    const folder = await aFolder();
    const before = await anEmbeddedLedger(folder);
    const first = await anchor(before, step(0n, 5n));
    await before.close();
    const ledger = await anEmbeddedLedger(folder);
    expect(ledger.logId).toBe(before.logId);
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
    expect(await ledger.mined(first.hash)).toEqual(first);
    await anchor(ledger, step(5n, 9n));
    expect(await ledger.rootAt(5n)).toBe(rootOf(5n));
  });

  it('has everything it reported as mined after its anvil was killed', async () => {
    const folder = await aFolder();
    const before = await anEmbeddedLedger(folder);
    const first = await anchor(before, step(0n, 5n));
    process.kill(before.anvilPid, 'SIGKILL');
    await expect(before.newest()).rejects.toThrow();
    await before.close();
    const ledger = await anEmbeddedLedger(folder);
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
    expect(await ledger.mined(first.hash)).toEqual(first);
  });

  it('writes nothing while nothing happens', async () => {
    const folder = await aFolder();
    const ledger = await anEmbeddedLedger(folder);
    const { hash } = await anchor(ledger, step(0n, 5n));
    const files = await readdir(folder);
    const state = await readFile(join(folder, 'state.json'), 'utf8');
    await ledger.mined(hash);
    await ledger.newest();
    await ledger.close();
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe(state);
    expect(files).not.toContain('state.draft.json');
  });

  it('goes back to the state before when the newest is cut short, and puts that aside', async () => {
    const folder = await aFolder();
    const before = await anEmbeddedLedger(folder);
    await anchor(before, step(0n, 5n));
    await anchor(before, step(5n, 9n));
    await before.close();
    await truncate(join(folder, 'state.json'), 1000);
    const ledger = await anEmbeddedLedger(folder);
    expect(ledger.damagedState).toContain(join(folder, 'state.json.damaged-'));
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
    await anchor(ledger, step(5n, 9n));
    await ledger.close();
    const reopened = await anEmbeddedLedger(folder);
    expect(reopened.damagedState).toBeNull();
    expect(await reopened.newest()).toEqual({ size: 9n, root: rootOf(9n) });
  });

  it('refuses a folder that is in use, and leaves who uses it alone', async () => {
    const folder = await aFolder();
    const first = await anEmbeddedLedger(folder);
    await expect(openEmbeddedLedger({ folder, salt: SALT })).rejects.toThrow(
      `Process ${process.pid} uses the embedded`,
    );
    expect(await first.newest()).toEqual({ size: 0n, root: null });
  });

  it('opens the folder of a process that was killed, and that process takes its anvil along', async () => {
    const folder = await aFolder();
    const other = anotherProcess(folder);
    const { anvilPid, hash } = JSON.parse(String((await once(other.stdout, 'data'))[0])) as {
      anvilPid: number;
      hash: string;
    };
    expect(processOf(anvilPid)).not.toBeNull();
    other.kill('SIGKILL');
    await once(other, 'exit');
    const ledger = await anEmbeddedLedger(folder);
    expect(processOf(anvilPid)).toBeNull();
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
    expect(await ledger.mined(hash)).toMatchObject({ succeeded: true });
  }, 20_000);
});

describe("an embedded chain's folder", () => {
  const noProcess = { pid: 2 ** 22 + 1, startedAt: '1' };

  it('is taken from an anvil that outlived its owner, which is ended', async () => {
    const folder = await aFolder();
    const stale = await aRunningProcess();
    await writeFile(
      join(folder, 'in-use.json'),
      JSON.stringify({ owner: noProcess, chain: processOf(stale) }),
    );
    const taken = await takeChainFolder(folder);
    expect(processOf(stale)).toBeNull();
    taken.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("is taken without harm to a process that was given the anvil's number later", async () => {
    const folder = await aFolder();
    const stranger = await aRunningProcess();
    const chain = { pid: stranger, startedAt: 'earlier' };
    await writeFile(join(folder, 'in-use.json'), JSON.stringify({ owner: noProcess, chain }));
    await takeChainFolder(folder);
    expect(processOf(stranger)).not.toBeNull();
  });
});
