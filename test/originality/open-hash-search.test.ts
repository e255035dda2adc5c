import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { hexAt } from '../../scripts/bench/hash-bits.js';
import { openPostgres } from '../../src/adapters/database/open-postgres.js';
import { openHashThread } from '../../src/adapters/hashes/open-hash-thread.js';
import { projectPath } from '../../src/adapters/project-path.js';
import { clearHashes, saveHashes } from '../../src/originality/hash-store.js';
import {
  openHashSearch,
  type HashSearch,
  type HashSearchLimits,
  type HashThread,
} from '../../src/originality/open-hash-search.js';
import type { Database, Tables } from '../../src/ports.js';
import { toBits } from '../../src/works/file-store.js';
import { aPostgresUrl, describeDatabases } from '../fixtures/databases.js';
import { plantedHashes } from './planted-hashes.js';

const COUNT = 1000;
const { hashes, questions, near } = plantedHashes('in both', COUNT);
const plainly = (hash: string) => ({ orientation: 'original' as const, hash });

const save = (tables: Tables, from: number, to: number) =>
  saveHashes(
    tables,
    Array.from({ length: to - from }, (_, at) => ({
      file: `${from + at}`,
      form: 'whole' as const,
      hash: hexAt(hashes, from + at),
      quality: 100,
    })),
  );

const noError = (error: unknown) => {
  throw error;
};

const openOver = (database: Database, limits: HashSearchLimits = {}, openThread = openHashThread) =>
  openHashSearch({ database, openThread, onError: noError }, { least: 0, ...limits });

/** Asks all questions, and compares with the hashes of a plain scan, those at places that are there. */
async function expectRight(search: HashSearch, isThere: (place: number) => boolean): Promise<void> {
  for (const question of questions)
    for (const within of [31, 40]) {
      const found = await search.near([plainly(question)], within);
      expect(found.map(({ file }) => Number(file)).toSorted((a, b) => a - b)).toEqual(
        near(question, within).filter(isThere),
      );
    }
}

describeDatabases('a search over memory and database', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterEach(() => clearHashes(database.tables));
  afterAll(() => database.close());

  it('is right in two services, of which one knows less than the other', async () => {
    await save(database.tables, 0, 400);
    const old = openOver(database);
    await old.settled();
    await save(database.tables, 400, 550);
    const newer = openOver(database);
    await newer.settled();
    await save(database.tables, 550, 580);
    expect([old.size(), newer.size()]).toEqual([400, 550]);
    for (const search of [old, newer]) await expectRight(search, (place) => place < 580);
    await old.close();
    await newer.close();
  });

  it('reads younger rows too when they are many, and all anew when they are more', async () => {
    await save(database.tables, 0, 300);
    const search = openOver(database, { mostUnread: 50, mostYounger: 200 });
    await search.settled();
    await save(database.tables, 300, 400);
    await expectRight(search, (place) => place < 400);
    await search.settled();
    expect(search.size()).toBe(300);
    await save(database.tables, 400, 420);
    await expectRight(search, (place) => place < 420);
    await save(database.tables, 420, COUNT);
    await expectRight(search, () => true);
    await search.settled();
    expect(search.size()).toBe(COUNT);
    await expectRight(search, () => true);
    await search.close();
  });

  it('is right about rows that were deleted and written anew since', async () => {
    await save(database.tables, 0, 500);
    const search = openOver(database);
    await search.settled();
    await database.transaction(async (tables) => {
      await clearHashes(tables);
      await save(tables, 200, 600);
    });
    await expectRight(search, (place) => place >= 200 && place < 600);
    await search.close();
  });

  it('leaves few rows to the database, and all of them while it reads', async () => {
    await save(database.tables, 0, 200);
    const few = openOver(database, { least: 201 });
    const reading = openOver(database);
    await expectRight(reading, (place) => place < 200);
    await few.settled();
    expect(few.size()).toBe(0);
    await expectRight(few, (place) => place < 200);
    await few.close();
    await reading.close();
  });

  it('answers by the database alone when its thread fails, and says so', async () => {
    await save(database.tables, 0, 200);
    const told: unknown[] = [];
    const failing = (): HashThread => ({
      ...openHashThread(),
      ask: () => Promise.reject(new Error('out of memory')),
    });
    const search = openHashSearch(
      { database, openThread: failing, onError: (error) => told.push(error) },
      { least: 0 },
    );
    await search.settled();
    expect(search.size()).toBe(200);
    await expectRight(search, (place) => place < 200);
    expect(told).toEqual([new Error('out of memory')]);
    expect(search.size()).toBe(0);
    await search.close();
  });

  it('finds what a transaction wrote that was under way when it read', async () => {
    // The embedded database has one session, so that nothing is under way beside it.
    if (!database.isShared) return;
    await save(database.tables, 0, 200);
    let commit = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = (): void => undefined;
    const hasWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const underWay = database.transaction(async (tables) => {
      await save(tables, 200, 210);
      written();
      await mayCommit;
    });
    await hasWritten;
    await save(database.tables, 210, 300);
    const search = openOver(database, { mostUnread: 20 });
    await search.settled();
    expect(search.size()).toBe(290);
    await save(database.tables, 300, 320);
    await expectRight(search, (place) => place < 200 || (place >= 210 && place < 320));
    await search.settled();
    commit();
    await underWay;
    await expectRight(search, (place) => place < 320);
    await search.settled();
    await expectRight(search, (place) => place < 320);
    await search.close();
  });
});

const onPostgres = process.env['TEST_POSTGRES_URL'] ? describe : describe.skip;

onPostgres('a search beside a process that inserts and is killed', () => {
  it('is right in services of before, and in the database alone', async () => {
    const { url, drop } = await aPostgresUrl();
    const database = await openPostgres({ url });
    const services = [openOver(database, { mostUnread: 30 }), openOver(database, { least: 2 ** 31 - 1 })];
    for (const service of services) await service.settled();
    for (const kill of [1, 2]) {
      await insertUntilKilled(url, `inserted ${kill}`, 100 * kill);
      for (const question of questions) {
        const right = await database.tables.query<{ id: number }[]>(
          'SELECT id FROM picture_hashes WHERE bit_count(hash # $1::bit(256)) <= 31 ORDER BY id',
          [toBits(question)],
        );
        expect(right.length).toBeGreaterThan(10);
        for (const service of services) {
          const found = await service.near([plainly(question)], 31);
          expect(found.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(right.map(({ id }) => id));
        }
      }
      for (const service of services) await service.settled();
    }
    for (const service of services) await service.close();
    await database.close();
    await drop();
  });

  /** Kills the process after so many rows at least. */
  async function insertUntilKilled(url: string, seed: string, rows: number): Promise<void> {
    const program = projectPath('dist', 'scripts', 'bench', 'insert-hashes.js');
    const child = spawn(process.execPath, [program, url, seed, '10', ...questions], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    for await (const line of createInterface(child.stdout)) if (Number(line) >= rows) child.kill('SIGKILL');
    await ended;
  }
});
