import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { startAnvil, type Anvil } from '../../src/adapters/ledger/start-anvil.js';
import { serve, type Serving } from '../../src/api/serve.js';
import { openClient } from '../../src/cli/client.js';
import { readConfig } from '../../src/config.js';
import type { Ports } from '../../src/ports.js';
import { rebuild } from '../../src/register/rebuild.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { TEST_KEY } from '../adapters/ledger-fixtures.js';
import { addressOf, aPerson, state } from '../fixtures/house.js';
import { recorderInHouse } from '../register/a-register.js';
import { fillArchive, publishAll } from '../register/an-archive.js';
import { ALL_TABLES, changingNothing } from '../register/tables.js';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const ASK = '{ log { halted { reason since } } works(first: 10) { edges { node { id } } } }';
interface Told {
  readonly log: { readonly halted: { readonly reason: string } | null };
  readonly works: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

describe('a server on an old copy of its register', () => {
  let folder: string;
  let anvil: Anvil;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-halted-'));
    anvil = await startAnvil(['--cache-path', path.join(folder, 'anvil')]);
    const ports = await open('data');
    await fillArchive(ports);
    await ports.close();
    await cp(path.join(folder, 'data'), path.join(folder, 'old'), { recursive: true });
    const again = await open('data');
    await goOn(again, 'first');
    await again.close();
  });
  afterAll(async () => {
    await anvil.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const configOf = (name: string) =>
    readConfig({
      PORT: '0',
      DATA_DIR: path.join(folder, name),
      ETH_RPC_URL: anvil.rpcUrl,
      ANCHOR_KEY: TEST_KEY,
      ANCHOR_FINAL_BLOCKS: '0',
      ANCHOR_EVERY_S: '0',
    });
  const open = (name: string): Promise<Ports> => openAdapters(configOf(name));
  const workOf = async (ports: Ports): Promise<string> =>
    (await ports.database.tables.query<{ id: string }[]>('SELECT id FROM works ORDER BY statement_index'))[0]
      ?.id ?? '';
  async function goOn(ports: Ports, seed: string): Promise<void> {
    const to = [{ owner: addressOf(aPerson('cleo')), share: '1/2' }];
    const work = await workOf(ports);
    await recorderInHouse(ports, seed).record(aPerson('bob'), transferTitle, { work, to, method: 'gift' });
    await publishAll(ports);
  }
  async function served<T>(
    ports: Ports,
    work: (serving: Serving, failures: unknown[]) => Promise<T>,
  ): Promise<T> {
    const failures: unknown[] = [];
    const config = configOf('unused');
    const serving = await serve(ports, { ...config, onError: (error) => failures.push(error) });
    try {
      return await work(serving, failures);
    } finally {
      await serving.close();
    }
  }
  const expectHalted = (ports: Ports, reason: RegExp): Promise<void> =>
    served(ports, async ({ url }, failures) => {
      const client = openClient(url);
      const { log, works } = await client.ask<Told>(ASK);
      expect(log.halted?.reason).toMatch(reason);
      expect(works.edges).toHaveLength(2);
      expect(String(failures)).toContain('THE REGISTER IS HALTED');
      const work = await workOf(ports);
      const to = [{ owner: addressOf(aPerson('ada')), share: '1' }];
      await changingNothing(ports.database, () =>
        expect(
          state(client, aPerson('bob'), {
            kind: transferTitle,
            body: { work, to, method: 'sale' },
            select: '{ statement { id } }',
          }),
        ).rejects.toMatchObject({
          code: 'REGISTER_HALTED',
          message: expect.stringContaining('rebuild --mirror') as string,
        }),
      );
    });

  it('says why, answers questions, and takes, signs and anchors nothing where the chain is ahead', async () => {
    const ports = await open('old');
    try {
      await changingNothing(
        ports.database,
        () =>
          expectHalted(
            ports,
            /^The chain holds a checkpoint of this log of size 8 .* Was an old copy restored\?/,
          ),
        ALL_TABLES,
      );
    } finally {
      await ports.close();
    }
  });

  it('does the same where only the files of the log are ahead, and goes on once the tables are made from them', async () => {
    const ports = await open('old');
    try {
      await rm(path.join(folder, 'old', 'log'), { recursive: true });
      await cp(path.join(folder, 'data', 'log'), path.join(folder, 'old', 'log'), { recursive: true });
      const nothingOnChain = { ...ports.ledger, newest: async () => ({ size: 0n, root: null }) };
      await expectHalted({ ...ports, ledger: nothingOnChain }, /^The log has shown a checkpoint of size 8 /);
      await cp(path.join(folder, 'data', 'blocks'), path.join(folder, 'old', 'blocks'), { recursive: true });
      expect(await rebuild(ports)).toBe(8n);
      await served(ports, async ({ url }, failures) => {
        expect((await openClient(url).ask<Told>(ASK)).log.halted).toBeNull();
        expect(failures).toEqual([]);
      });
      await goOn(ports, 'second');
      expect((await ports.ledger.newest()).size).toBe(9n);
    } finally {
      await ports.close();
    }
  });
});
