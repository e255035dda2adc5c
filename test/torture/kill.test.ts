import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KillPoint } from '../../scripts/torture/killed-house.js';
import { startAnvil } from '../../src/adapters/ledger/start-anvil.js';
import { openClient } from '../../src/cli/client.js';
import { fromHex } from '../../src/lib/hex.js';
import { isConsistent, type TreeHead } from '../../src/lib/merkle.js';
import { parseVerifierKey } from '../../src/lib/signed-note.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { rpc, TEST_KEY } from '../adapters/ledger-fixtures.js';
import { aPostgresUrl } from '../fixtures/databases.js';
import { aRandom } from '../fixtures/random.js';
import {
  endLease,
  expectRecorded,
  isBrokenOff,
  startHouse,
  stateErrand,
  untilAnchored,
  type HouseProcess,
} from './house-process.js';
import { expectWhole } from './expect-whole.js';
import { KILL_POINTS, KILL_POINTS_EMBEDDED } from './kill-points.js';

/** How often a process is killed in each state; `npm run torture` sets it to ten. */
const ROUNDS = Number(process.env['TORTURE_ROUNDS'] ?? '1');

const aFolderAlone = async () => ({ url: '', drop: async () => undefined });
const postgres = process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : null;

/** A chain of others, where a block is final when there are two after it: it has them when they are mined here. */
async function aForeignChain(folder: string) {
  const anvil = await startAnvil(['--cache-path', path.join(folder, 'cache')]);
  const environment = {
    ETH_RPC_URL: anvil.rpcUrl,
    ANCHOR_KEY: TEST_KEY,
    ANCHOR_EVERY_S: '0',
    ANCHOR_FINAL_BLOCKS: '2',
  };
  return { environment, mineBlock: () => rpc(anvil.rpcUrl, 'anvil_mine', ['0x1']), stop: () => anvil.stop() };
}
const theEmbeddedChain = async () => ({
  environment: {},
  mineBlock: async () => undefined,
  stop: async () => undefined,
});

describe.each([
  ['PGlite and the embedded chain', aFolderAlone, theEmbeddedChain, KILL_POINTS_EMBEDDED],
  [
    `${postgres ?? 'PGlite'} and a chain of others`,
    postgres ? aPostgresUrl : aFolderAlone,
    aForeignChain,
    KILL_POINTS,
  ],
] as const)(
  'a register on %s whose process is killed in every state',
  (name, aDatabase, aChain, killPoints) => {
    let folder: string;
    /** Where a process says that it came to its point. */
    let note: string;
    let database: { url: string; drop: () => Promise<unknown> };
    let chain: Awaited<ReturnType<typeof aForeignChain | typeof theEmbeddedChain>>;
    let environment: Record<string, string>;
    const random = aRandom(`killing on ${name}`);
    const acknowledged: string[] = [];
    const heads: TreeHead[] = [];
    const kills = new Map<string, number>();
    let pictures = 0;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'raisonne-torture-'));
      database = await aDatabase();
      chain = await aChain(folder);
      note = path.join(folder, 'killed-at');
      environment = {
        ...chain.environment,
        KILL_NOTE: note,
        NODE_ENV: '',
        PORT: '0',
        DATA_DIR: path.join(folder, 'data'),
        DATABASE_URL: database.url,
      };
    });
    afterAll(async () => {
      await chain.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    });

    async function start(point: KillPoint | null): Promise<HouseProcess> {
      if (database.url) await endLease(database.url);
      return startHouse(environment, point);
    }

    /** Registers and claims until the process dies, or has had enough of it. */
    async function stateUntilKilled({ url, ended }: HouseProcess): Promise<void> {
      if (url === null) return;
      try {
        for (let errand = 0; errand < 4; errand += 1) {
          pictures += 1;
          await stateErrand(url, 5000 + pictures, acknowledged);
          await noteHead(url);
        }
        // What goes on after the last answer, such as anchoring, comes to the point too, or to its end.
        await Promise.race([ended, untilAnchored(url, acknowledged.length, chain.mineBlock)]);
      } catch (error) {
        if (!isBrokenOff(error)) throw error;
        // The process is gone, or will be at once.
        await ended;
      }
    }

    /** Whether a process was killed at the point, and not by us since it never came there. Whatever else ends it is a fault. */
    async function isKilledAt(point: KillPoint): Promise<boolean> {
      await rm(note, { force: true });
      const house = await start(point);
      const isRunning = () => house.child.exitCode === null && house.child.signalCode === null;
      try {
        await stateUntilKilled(house);
      } finally {
        if (isRunning()) house.child.kill('SIGKILL');
        await house.ended;
      }
      if (house.child.killed) return false;
      expect([house.child.signalCode, await readFile(note, 'utf8')]).toEqual([
        'SIGKILL',
        JSON.stringify(point),
      ]);
      return true;
    }

    /** What anybody saw of the log once, no later head may contradict. */
    async function noteHead(url: string): Promise<void> {
      const answer = await fetch(`${url}/checkpoint`);
      if (answer.status !== 200) return;
      const { log } = await openClient(url).ask<{ log: { verifierKey: string } }>('{ log { verifierKey } }');
      const key = parseVerifierKey(log.verifierKey);
      const head = key && openCheckpoint(await answer.text(), key);
      expect(head).not.toBeNull();
      if (head) heads.push(head);
    }

    async function expectAll(url: string): Promise<void> {
      await expectRecorded(url, acknowledged);
      await noteHead(url);
      const newest = heads.at(-1);
      for (const head of heads) {
        const answer = await fetch(`${url}/proof/consistency?from=${head.size}&to=${newest?.size}`);
        const { hashes } = (await answer.json()) as { hashes: string[] };
        expect(newest && isConsistent(head, newest, hashes.map(fromHex))).toBe(true);
      }
    }

    it(
      `loses nothing, contradicts no head and leaves nothing to mend, ${ROUNDS} times over`,
      async () => {
        for (let round = 1; round <= ROUNDS; round += 1) {
          const points = Object.entries(killPoints).toSorted(() => random.below(3) - 1);
          for (const [label, places] of points) {
            const place = places[random.below(places.length)];
            if (!place) continue;
            for (let nth = 1 + random.below(2); (kills.get(label) ?? 0) < round; nth = 1)
              if (await isKilledAt({ ...place, nth })) kills.set(label, (kills.get(label) ?? 0) + 1);
          }
          const house = await start(null);
          expect(house.url).not.toBeNull();
          await untilAnchored(house.url ?? '', acknowledged.length, chain.mineBlock);
          await expectAll(house.url ?? '');
          house.child.kill('SIGTERM');
          await house.ended;
          await expectWhole(environment);
        }
        const counts = [...kills].map(([label, count]) => `${label}: ${count}`).join('; ');
        console.log(
          `Killed on ${name} — ${counts}. ${acknowledged.length} statements kept, ${heads.length} heads seen.`,
        );
        expect(Object.keys(killPoints).filter((label) => (kills.get(label) ?? 0) < ROUNDS)).toEqual([]);
      },
      180_000 + ROUNDS * 240_000,
    );
  },
);
