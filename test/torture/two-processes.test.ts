import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anAnvil, TEST_KEY } from '../adapters/ledger-fixtures.js';
import { tell } from '../fixtures/tell.js';
import { aPostgresUrl } from '../fixtures/databases.js';
import {
  endLease,
  expectRecorded,
  startHouse,
  stateErrand,
  untilAnchored,
  type HouseProcess,
} from './house-process.js';
import { expectWhole } from './expect-whole.js';

const ROUNDS = Number(process.env['TORTURE_ROUNDS'] ?? '1');

const suite = process.env['TEST_POSTGRES_URL'] ? describe : describe.skip;

suite('two processes on one PostgreSQL, one chain and one folder', () => {
  it('make one log, from their first start at once, and when one of them is killed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-two-'));
    const { url: databaseUrl, drop } = await aPostgresUrl();
    const anvil = await anAnvil();
    const environment = {
      NODE_ENV: '',
      PORT: '0',
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      ETH_RPC_URL: anvil.rpcUrl,
      ANCHOR_KEY: TEST_KEY,
      ANCHOR_EVERY_S: '0',
      ANCHOR_FINAL_BLOCKS: '0',
    };
    const started: HouseProcess[] = [];
    const start = async (): Promise<HouseProcess> => {
      const house = await startHouse(environment);
      started.push(house);
      return house;
    };
    const acknowledged: string[] = [];
    let seed = 7000;
    const state = async ({ url }: HouseProcess, count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        seed += 1;
        await stateErrand(url ?? '', seed, acknowledged);
      }
    };
    try {
      let [one, other] = await Promise.all([start(), start()]);
      for (let round = 1; round <= ROUNDS; round += 1) {
        await Promise.all([state(one, 4), state(other, 4)]);
        // In the middle of what it was asked.
        const broken = state(one, 4).catch(() => 'broken off');
        await state(other, 1);
        one.child.kill('SIGKILL');
        await Promise.all([broken, one.ended]);
        await endLease(databaseUrl);
        await state(other, 2);
        one = await start();
        await Promise.all([state(one, 2), state(other, 2)]);
        [one, other] = [other, one];
      }
      for (const { url } of [one, other]) await expectRecorded(url ?? '', acknowledged);
      one.child.kill('SIGTERM');
      await one.ended;
      await untilAnchored(other.url ?? '', acknowledged.length);
      other.child.kill('SIGTERM');
      await other.ended;
      await expectWhole(environment);
      tell(`Two processes — ${ROUNDS} kills, ${acknowledged.length} statements kept.`);
    } finally {
      for (const { child, ended } of started) {
        child.kill('SIGKILL');
        await ended;
      }
      await drop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 240_000);
});
