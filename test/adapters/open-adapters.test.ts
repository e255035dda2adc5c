import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { readConfig } from '../../src/config.js';

describe('the adapters', () => {
  it('say which part cannot be opened, and leave nothing open', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-adapters-'));
    const config = readConfig({
      DATA_DIR: folder,
      ETH_RPC_URL: 'http://127.0.0.1:1',
      ANCHOR_KEY: `0x${'1'.repeat(64)}`,
    });
    await expect(openAdapters(config)).rejects.toThrow('No Ethereum RPC answers at 127.0.0.1:1');
    expect(await readdir(folder)).not.toContain('lock');
    // The lock alone would not tell whether the database was closed: it opens again.
    const ports = await openAdapters(readConfig({ DATA_DIR: folder }));
    await ports.close();
    await rm(folder, { recursive: true });
  });
});
