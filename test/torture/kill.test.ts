import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KillPoint } from '../../scripts/torture/killed-house.js';
import { openClient } from '../../src/cli/client.js';
import { fromHex } from '../../src/lib/hex.js';
import { isConsistent, type TreeHead } from '../../src/lib/merkle.js';
import { parseVerifierKey } from '../../src/lib/signed-note.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { aPostgresUrl } from '../fixtures/databases.js';
import { aRandom } from '../fixtures/random.js';
import {
  endLease,
  expectRecorded,
  startHouse,
  stateErrand,
  untilAnchored,
  type HouseProcess,
} from './house-process.js';
import { raisonneProcess } from './raisonne-process.js';
import { KILL_POINTS } from './kill-points.js';

/** How often a process is killed in each state; `npm run torture` sets it to ten. */
const ROUNDS = Number(process.env['TORTURE_ROUNDS'] ?? '1');

describe.each([
  ['PGlite', async () => ({ url: '', drop: async () => undefined })],
  ...(process.env['TEST_POSTGRES_URL'] ? ([['PostgreSQL', aPostgresUrl]] as const) : []),
] as const)('a register on %s whose process is killed in every state', (name, aDatabase) => {
  let folder: string;
  let database: { url: string; drop: () => Promise<unknown> };
  let environment: Record<string, string>;
  const random = aRandom(`killing on ${name}`);
  const acknowledged: string[] = [];
  const heads: TreeHead[] = [];
  const kills = new Map<string, number>();
  let pictures = 0;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-torture-'));
    database = await aDatabase();
    environment = {
      NODE_ENV: '',
      PORT: '0',
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: database.url,
    };
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(point: KillPoint | null): Promise<HouseProcess> {
    if (database.url) await endLease(database.url);
    return startHouse(environment, point);
  }

  /** Registers and claims until the process dies, or has had enough of it. */
  async function stateUntilKilled({ url, child, ended }: HouseProcess): Promise<void> {
    if (url === null) return;
    const isDead = () => child.exitCode !== null || child.signalCode !== null;
    for (let errand = 0; errand < 4 && !isDead(); errand += 1) {
      try {
        pictures += 1;
        await stateErrand(url, 5000 + pictures, acknowledged);
        await noteHead(url);
      } catch {
        // A connection that broke off: the process is gone, or will be at once.
        await ended;
      }
    }
    // What goes on after the last answer, such as anchoring, comes to the point too, or to its end.
    await Promise.race([ended, untilAnchored(url, acknowledged.length).catch(() => ended)]);
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
        const points = Object.entries(KILL_POINTS).toSorted(() => random.below(3) - 1);
        for (const [label, places] of points) {
          const place = places[random.below(places.length)];
          if (!place) continue;
          for (let nth = 1 + random.below(2); (kills.get(label) ?? 0) < round; nth = 1) {
            const house = await start({ ...place, nth });
            await stateUntilKilled(house);
            if (house.child.exitCode === null && house.child.signalCode === null) house.child.kill('SIGKILL');
            await house.ended;
            // Killed by us since it never came to that point: not counted, and done again.
            if (house.url === null || !house.child.killed) kills.set(label, (kills.get(label) ?? 0) + 1);
          }
        }
        const house = await start(null);
        expect(house.url).not.toBeNull();
        await untilAnchored(house.url ?? '', acknowledged.length);
        await expectAll(house.url ?? '');
        house.child.kill('SIGTERM');
        await house.ended;
        const { exitCode, out } = await raisonneProcess(['fsck', '--json'], environment);
        expect([exitCode, (JSON.parse(out) as { findings: unknown[] }).findings]).toEqual([0, []]);
      }
      const counts = [...kills].map(([label, count]) => `${label}: ${count}`).join('; ');
      console.log(
        `Killed on ${name} — ${counts}. ${acknowledged.length} statements kept, ${heads.length} heads seen.`,
      );
      expect([...kills.values()].every((count) => count >= ROUNDS)).toBe(true);
    },
    120_000 + ROUNDS * 120_000,
  );
});
