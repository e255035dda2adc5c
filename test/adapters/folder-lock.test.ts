import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockFolder } from '../../src/adapters/folder-lock.js';
import { processOf } from '../../src/adapters/process-identity.js';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is held by one, until it is released', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'FOLDER_IN_USE',
      details: { pid: process.pid, url: null },
    });
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it('says where its server listens', async () => {
    const lock = await lockFolder(folder);
    await lock.noteUrl('http://localhost:4321');
    await expect(lockFolder(folder)).rejects.toThrow('add --server http://localhost:4321');
    await lock.release();
  });

  it('does not count when its process was killed, nor when another process has that number now', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const held = processOf(child.pid ?? 0);
    await writeFile(path.join(folder, 'lock'), JSON.stringify({ ...held, url: null }));
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await lockFolder(folder)).release();
    await writeFile(
      path.join(folder, 'lock'),
      JSON.stringify({ pid: process.pid, startedAt: 'another time', url: null }),
    );
    await (await lockFolder(folder)).release();
  });

  it.each(['', '{"pid":', 'null', '{"pid":"1"}', '\0\0\0\0'])(
    'does not count when a power cut left %j of it',
    async (left) => {
      await writeFile(path.join(folder, 'lock'), left);
      await (await lockFolder(folder)).release();
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('that is stale is taken by one of two who find it at once', async () => {
    for (let round = 0; round < 50; round += 1) {
      await writeFile(
        path.join(folder, 'lock'),
        JSON.stringify({ pid: process.pid, startedAt: `round ${round}`, url: null }),
      );
      const starts = await Promise.allSettled([lockFolder(folder), lockFolder(folder)]);
      expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(starts.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'FOLDER_IN_USE' },
      });
      expect(await readdir(folder)).toEqual(['lock']);
    }
  });
});
