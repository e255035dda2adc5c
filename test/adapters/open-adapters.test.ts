import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { registryAddress } from '../../src/adapters/ledger/deploy-registry.js';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { readConfig } from '../../src/config.js';
import { logHead } from '../../src/register/statement-store.js';
import { findingsIn } from '../register/findings-in.js';
import { aFolder, anAnvil, rpc, TEST_KEY } from './ledger-fixtures.js';

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

  it('deploy nothing and make no head where they are only to be looked at', async () => {
    const { rpcUrl } = await anAnvil();
    const environment = { DATA_DIR: await aFolder(), ETH_RPC_URL: rpcUrl, ANCHOR_KEY: TEST_KEY };
    const looking = await openAdapters(readConfig(environment), { isReadOnly: true });
    expect(await logHead(looking.database.tables)).toBeNull();
    await expect(looking.ledger.newest()).rejects.toThrow(`There is no contract at ${registryAddress}`);
    expect(await findingsIn(looking)).toEqual(['CHAIN_UNREACHABLE chain']);
    await looking.close();
    expect(await rpc(rpcUrl, 'eth_getCode', [registryAddress, 'latest'])).toBe('0x');

    const ports = await openAdapters(readConfig(environment));
    expect(await logHead(ports.database.tables)).toMatchObject({ size: 0n });
    await ports.close();
    const later = await openAdapters(readConfig(environment), { isReadOnly: true });
    expect(await findingsIn(later)).toEqual([]);
    await later.close();
  });
});
