import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { startAnvil, type Anvil } from '../../src/adapters/ledger/start-anvil.js';
import { serve, type Serving } from '../../src/api/serve.js';
import { openClient } from '../../src/cli/client.js';
import { readConfig } from '../../src/config.js';
import type { Ports } from '../../src/ports.js';
import { rebuild } from '../../src/register/rebuild.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { raisonne, type Ran } from '../cli/a-server.js';
import { TEST_KEY } from '../adapters/ledger-fixtures.js';
import { addressOf, aFile, aPerson, describeHouses, state } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { recorderInHouse } from '../register/a-register.js';
import { fillArchive, publishAll } from '../register/an-archive.js';
import { ALL_TABLES, changingNothing } from '../register/tables.js';

const ASK = '{ log { halted { reason wayOut since } } works(first: 10) { edges { node { id } } } }';
interface Told {
  readonly log: { readonly halted: { readonly reason: string; readonly wayOut: string } | null };
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
    await cp(path.join(folder, 'data'), path.join(folder, 'older'), { recursive: true });
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
    const to = [{ owner: addressOf(aPerson('cleo')), share: '1/100' }];
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
  const expectHalted = (ports: Ports, reason: RegExp, wayOut: RegExp): Promise<void> =>
    served(ports, async ({ url }, failures) => {
      const client = openClient(url);
      const { log, works } = await client.ask<Told>(ASK);
      expect(log.halted?.reason).toMatch(reason);
      expect(log.halted?.wayOut).toMatch(wayOut);
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
            /^Stop the server and bring the newer log/,
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
      await expectHalted(
        { ...ports, ledger: nothingOnChain },
        /^The log has shown a checkpoint of size 8 /,
        /^Stop the server and run raisonne rebuild, /,
      );
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

  it('is brought up to date from a mirror that has the newer log, and from none that has another', async () => {
    const mirror = await open('old');
    const older = path.join(folder, 'older');
    const environment = {
      DATA_DIR: older,
      ETH_RPC_URL: anvil.rpcUrl,
      ANCHOR_KEY: TEST_KEY,
      ANCHOR_FINAL_BLOCKS: '0',
    };
    const bring = (url: string) => raisonne(['rebuild', '--mirror', url, '--json'], environment);
    const codeOf = async (ran: Promise<Ran>) =>
      (JSON.parse((await ran).out) as { error: { code: string; details: { subject?: string } } }).error;
    try {
      await served(mirror, async ({ url }) => {
        for (const name of ['statements/', 'tile/0/000.p/9', 'tile/entries/000.p/9', 'checkpoint']) {
          const altering = await anAlteringProxy(url, name);
          const { code, details } = await codeOf(bring(altering.url));
          await altering.close();
          expect([code, String(details.subject).startsWith(name)]).toEqual(['MIRROR_DAMAGED', true]);
        }
        const tile = path.join(older, 'log', 'tile', '0', '000.p', '7');
        await writeFile(tile, 'damaged');
        expect(await bring(url)).toMatchObject({
          exitCode: 0,
          out: expect.stringContaining('"statements": 9') as string,
        });
      });
      const ports = await open('older');
      await served(ports, async ({ url }, failures) => {
        expect((await openClient(url).ask<Told>(ASK)).log.halted).toBeNull();
        expect(failures).toEqual([]);
      });
      await goOn(ports, 'third');
      await ports.close();
      await served(mirror, async ({ url }) => {
        expect((await codeOf(bring(url))).code).toBe('MIRROR_BEHIND');
      });
    } finally {
      await mirror.close();
    }
  });

  it('does not lose what it recorded on its own before it was noticed', async () => {
    const lone = path.join(folder, 'lone');
    await cp(path.join(folder, 'older'), lone, { recursive: true });
    const ports = await open('lone');
    await recorderInHouse(ports, 'lone').work(aPerson('gerda'));
    const content = await readFile(path.join(lone, 'log', 'checkpoint'), 'utf8');
    await ports.close();
    const newest = await open('older');
    await goOn(newest, 'fourth');
    await served(newest, async ({ url }) => {
      const { out } = await raisonne(['rebuild', '--mirror', url, '--json'], {
        DATA_DIR: lone,
        ETH_RPC_URL: anvil.rpcUrl,
        ANCHOR_KEY: TEST_KEY,
      });
      expect(JSON.parse(out)).toMatchObject({ error: { code: 'NOT_IN_MIRROR' } });
    });
    await newest.close();
    expect(await readFile(path.join(lone, 'log', 'checkpoint'), 'utf8')).toBe(content);
  });
});

describeHouses('a server whose chain gets ahead of it while it runs', (openHouse) => {
  it('signs and records nothing more, not even when it stops', async () => {
    let isAhead = false;
    let sizes: { recorded: string; signed: string } | undefined;
    const house = await openHouse((ports) => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        newest: async (head) =>
          isAhead ? { size: 1000n, root: '00'.repeat(32) } : ports.ledger.newest(head),
      },
      close: async () => {
        [sizes] = await ports.database.tables.query<{ recorded: string; signed: string }[]>(
          'SELECT (SELECT size FROM log_head) AS recorded, (SELECT max(size) FROM checkpoints) AS signed',
        );
        await ports.close();
      },
    }));
    const ada = aPerson('ada');
    const register = async (seed: number) => {
      const file = await aFile(await aPicture({ seed }));
      return state(house.client, ada, {
        kind: registerWork,
        body: { title: `Work ${seed}`, makers: [], files: [referenceTo(file)] },
        files: [file],
        select: '{ __typename }',
      });
    };
    await register(1);
    isAhead = true;
    let seed = 1;
    while ((await house.client.ask<Told>(ASK)).log.halted === null)
      await register((seed += 1)).catch(() => undefined);
    expect(String(house.failures)).toContain('The chain holds a checkpoint of this log of size 1000');
    await changingNothing(
      house.ports.database,
      () => expect(register(seed + 1)).rejects.toMatchObject({ code: 'REGISTER_HALTED' }),
      ['log_statements', 'checkpoints', 'anchors', 'anchor_attempts'],
    );
    // As if it had come just before: what waits for a checkpoint gets none.
    await recorderInHouse(house.ports).work(ada);
    await house.close();
    expect(Number(sizes?.signed)).toBeLessThan(Number(sizes?.recorded));
  });
});

/** What a server serves, with the last byte altered of every answer whose path begins with a name. */
async function anAlteringProxy(
  target: string,
  name: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = async () => {
      const original = await fetch(`${target}${request.url}`);
      const bytes = Buffer.from(await original.arrayBuffer());
      if (request.url?.startsWith(`/${name}`))
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 4) ^ 1, bytes.length - 4);
      response.writeHead(original.status).end(bytes);
    };
    void answer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is an AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
