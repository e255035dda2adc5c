import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { openPostgres } from '../../src/adapters/database/open-postgres.js';
import { openHashThread } from '../../src/adapters/hashes/open-hash-thread.js';
import { projectPath } from '../../src/adapters/project-path.js';
import {
  BANDS_REACH,
  openHashIndex,
  RECORD_BYTES,
  type SearchWay,
} from '../../src/originality/hash-index.js';
import { nearHashes, saveHashes, type NearHash } from '../../src/originality/hash-store.js';
import { openHashSearch, type HashSearch } from '../../src/originality/open-hash-search.js';
import type { Database } from '../../src/ports.js';
import { toBits } from '../../src/works/file-store.js';
import { besidePeer, median, ownFigure, type Bench, type Result } from './bench.js';
import { changed, hashAt, hexAt, HASH_BYTES, randomHashes, scanPlainly } from './hash-bits.js';
import { createDatabase } from './house-process.js';
import { benchReport } from './report-cost.js';
import { randomFrom } from './random.js';

const MOST = 10_000_000;
/** As many as PostgreSQL is filled with. */
const MOST_IN_POSTGRES = 1_000_000;
const QUESTIONS = 1000;
/** Near hashes are planted for each question at these distances, and at others up to 40. */
const ALWAYS_PLANTED = [BANDS_REACH, BANDS_REACH + 1];
const ALSO_PLANTED = 3;
const TURNS = 8;
const SCANS = 25;
const QUESTIONS_TO_POSTGRES = 200;
const KILLS = 3;
const INSERTED = 20_000;

/**
 * Which of many hashes differ from an asked one in at most 31 of 256 bits: by the bands in memory, beside reading all of
 * them, and by PostgreSQL's indexes beside its own sequential scan. Every answer is compared with that of a plain scan.
 */
export async function benchSearch(bench: Bench): Promise<Result[]> {
  const most = bench.most ?? MOST;
  const sizes = [...new Set([Math.min(most, MOST_IN_POSTGRES), most])];
  const results: Result[] = [];
  for (const size of sizes) results.push(...benchMemory(bench, size));
  results.push(...(await benchReport(bench)));
  if (bench.postgresUrl === null) bench.progress('no PostgreSQL answers: it is left out');
  else results.push(...(await benchPostgres(bench, bench.postgresUrl, Math.min(most, MOST_IN_POSTGRES))));
  return results;
}

interface Planted {
  readonly hashes: Uint8Array;
  readonly questions: Uint8Array;
}

/** Random hashes, and questions to each of which some of them are near. */
function plant(size: number): Planted {
  const random = randomFrom(`plants among ${size}`);
  const hashes = randomHashes(`hashes ${size}`, size);
  const questions = randomHashes('questions', QUESTIONS);
  for (let at = 0; at < QUESTIONS; at += 1) {
    const distances = [...ALWAYS_PLANTED, ...Array.from({ length: ALSO_PLANTED }, () => random.below(41))];
    for (const bits of distances)
      hashes.set(changed(hashAt(questions, at), { bits, random }), random.below(size) * HASH_BYTES);
  }
  return { hashes, questions };
}

function benchMemory(bench: Bench, size: number): Result[] {
  bench.progress(`${size} hashes in memory`);
  const { hashes, questions } = plant(size);
  const asked = Array.from({ length: QUESTIONS }, (_, at) => hexAt(questions, at));
  const index = openHashIndex();
  const buildMs = timed(() => fill(index, hashes));

  bench.progress(`asking ${QUESTIONS} questions by the bands`);
  const answers: number[][] = [];
  const ask = (some: readonly string[], by: SearchWay) => index.ask(some, BANDS_REACH, by);
  for (const hash of asked.slice(0, 100)) ask([hash], 'bands');
  const one = asked.map((hash) => timed(() => answers.push(ask([hash], 'bands').map(({ id }) => id))));
  const turns = asked.map((_, at) =>
    Array.from({ length: TURNS }, (_unused, turn) => asked[(at + turn * 97) % QUESTIONS] ?? ''),
  );
  const eight = turns.slice(0, QUESTIONS / 2).map((some) => timed(() => ask(some, 'bands')));
  bench.progress('asking by reading all hashes');
  const scan = asked.slice(0, SCANS).map((hash) => timed(() => ask([hash], 'scan')));
  const scanOfEight = turns.slice(0, SCANS).map((some) => timed(() => ask(some, 'scan')));

  bench.progress('comparing every answer with a plain scan');
  const wrong = asked.filter((_, at) => {
    const plain = scanPlainly(hashes, hashAt(questions, at), BANDS_REACH);
    return !isSame(plain, answers[at] ?? []);
  });
  const wrongTurns = turns.slice(0, SCANS).filter((some) => {
    const each = some.map((hash) => new Set(answers[asked.indexOf(hash)]));
    return (['bands', 'scan'] as const).some((by) => {
      const hits = ask(some, by);
      return (
        hits.length !== each.reduce((sum, ids) => sum + ids.size, 0) ||
        hits.some((hit) => each[hit.asked]?.has(hit.id) !== true)
      );
    });
  });
  const isWhole = size >= MOST;
  const goal = (value: number) => (isWhole ? { most: value } : {});
  const among = `among ${size} hashes`;
  return [
    ownFigure(`questions ${among} answered otherwise than by a plain scan, of ${QUESTIONS}`, 'questions', {
      ours: wrong.length + wrongTurns.length,
      most: 0,
    }),
    ownFigure(`one hash ${among} in memory, by the bands: median`, 'ms', { ours: median(one), ...goal(0.5) }),
    ownFigure(`one hash ${among} in memory, by the bands: 99th of 100`, 'ms', {
      ours: slow(one),
      ...goal(1),
    }),
    besidePeer(`one hash ${among} in memory: median`, 'ms', {
      ours: median(one),
      peer: median(scan),
      peerName: 'reading all of them, in the same memory',
    }),
    ownFigure(`reading all of ${size} hashes takes as long as the bands do: median beside median`, 'times', {
      ours: median(scan) / median(one),
      ...(isWhole ? { least: 30 } : {}),
    }),
    ownFigure(`eight orientations ${among} in memory, by the bands: 99th of 100`, 'ms', {
      ours: slow(eight),
      ...goal(4),
    }),
    besidePeer(`eight orientations ${among} in memory: median`, 'ms', {
      ours: median(eight),
      peer: median(scanOfEight),
      peerName: 'reading all of them once',
    }),
    ownFigure(`memory a hash, ${among}`, 'bytes', { ours: index.bytes() / size }),
    ownFigure(`reading and sorting ${size} hashes`, 's', { ours: buildMs / 1000 }),
  ];
}

/** The id of a hash is its place. */
function fill(index: ReturnType<typeof openHashIndex>, hashes: Uint8Array): void {
  const size = hashes.length / HASH_BYTES;
  index.begin(size, 'bands');
  const part = 5000;
  for (let from = 0; from < size; from += part) {
    const count = Math.min(part, size - from);
    const records = Buffer.alloc(count * RECORD_BYTES);
    for (let at = 0; at < count; at += 1) {
      records.writeUInt32BE(from + at, at * RECORD_BYTES);
      records.set(hashAt(hashes, from + at), at * RECORD_BYTES + RECORD_BYTES - HASH_BYTES);
    }
    index.add(records);
  }
  index.finish();
}

async function benchPostgres(bench: Bench, postgresUrl: string, size: number): Promise<Result[]> {
  const url = await createDatabase(bench, postgresUrl);
  const database = await openPostgres({ url });
  bench.scope.defer(() => database.close());
  bench.progress(`${size} hashes in PostgreSQL`);
  const { hashes, questions } = plant(size);
  await fillTable(database, hashes);
  const asked = Array.from({ length: QUESTIONS_TO_POSTGRES }, (_, at) => hexAt(questions, at));
  const scanning = await scanner(bench, url);

  bench.progress('asking PostgreSQL by its indexes, and by a sequential scan');
  const byIndexes = (some: readonly string[]) => nearHashes(database.tables, some.map(plainly), BANDS_REACH);
  const indexed = await answersOf(asked, byIndexes);
  const eight = await answersOf(asked.slice(0, 50), (_, at) => byIndexes(turnsAt(asked, at)));
  const scanned = await answersOf(asked, async ([hash = '']) => scanning(hash));

  bench.progress('reading them into the memory of two services');
  const open = () =>
    openHashSearch({
      database,
      openThread: openHashThread,
      onError: (error) => bench.progress(`in the background: ${String(error)}`),
    });
  const first = open();
  bench.scope.defer(() => first.close());
  const startedAt = performance.now();
  await first.settled();
  const readMs = performance.now() - startedAt;
  const second = open();
  bench.scope.defer(() => second.close());
  await second.settled();
  if (first.size() !== size || second.size() !== size)
    throw new Error(`${first.size()} and ${second.size()} of ${size} hashes are in memory`);
  const bySearch = (some: readonly string[]) => first.near(some.map(plainly), BANDS_REACH);
  const served = await answersOf(asked, bySearch);
  const servedEight = await answersOf(asked.slice(0, 100), (_, at) => bySearch(turnsAt(asked, at)));
  const wrong = asked.filter(
    (_, at) =>
      !isSame(scanned.ids[at] ?? [], indexed.ids[at] ?? []) ||
      !isSame(scanned.ids[at] ?? [], served.ids[at] ?? []),
  );

  bench.progress(`inserting ${INSERTED} hashes`);
  const inserted = randomHashes('inserted', INSERTED);
  const insertMs = await timedLater(() => insert(database, inserted));
  const killed = await killInserters(bench, {
    url,
    database,
    asked: asked.slice(0, 20),
    services: [first, second],
    scanning,
  });

  const among = `among ${size} hashes in PostgreSQL`;
  return [
    ownFigure(
      `questions ${among} answered otherwise than by its sequential scan, of ${asked.length}`,
      'questions',
      {
        ours: wrong.length,
        most: 0,
      },
    ),
    ownFigure(
      `answers of two services and of PostgreSQL otherwise than by its sequential scan after kill -9 of who inserted, of ${killed.answers} after ${killed.rows} rows`,
      'answers',
      { ours: killed.wrong, most: 0 },
    ),
    ownFigure(`one hash ${among}, by its indexes: median`, 'ms', { ours: median(indexed.ms), most: 12 }),
    ownFigure(`one hash ${among}, by its indexes: 99th of 100`, 'ms', { ours: slow(indexed.ms) }),
    besidePeer(`one hash ${among}: median`, 'ms', {
      ours: median(indexed.ms),
      peer: median(scanned.ms),
      peerName: 'its sequential scan',
    }),
    ownFigure(`eight orientations ${among}, by its indexes: median`, 'ms', { ours: median(eight.ms) }),
    besidePeer(`one hash, memory and PostgreSQL together, ${size} hashes: median`, 'ms', {
      ours: median(served.ms),
      peer: median(indexed.ms),
      peerName: 'PostgreSQL alone',
    }),
    besidePeer(`eight orientations, memory and PostgreSQL together, ${size} hashes: median`, 'ms', {
      ours: median(servedEight.ms),
      peer: median(eight.ms),
      peerName: 'PostgreSQL alone',
    }),
    ownFigure(`reading ${size} hashes from PostgreSQL into memory`, 's', { ours: readMs / 1000 }),
    ownFigure(`hashes inserted a second ${among}, 1000 a transaction`, 'a second', {
      ours: INSERTED / (insertMs / 1000),
    }),
  ];
}

const plainly = (hash: string) => ({ orientation: 'original' as const, hash });

const turnsAt = (asked: readonly string[], at: number): string[] =>
  Array.from({ length: TURNS }, (_, turn) => asked[(at + turn * 23) % asked.length] ?? '');

/** Every question's answer, as ids, and the time that it took. */
async function answersOf(
  asked: readonly string[],
  ask: (some: readonly string[], at: number) => Promise<readonly Pick<NearHash, 'id'>[]>,
): Promise<{ ids: number[][]; ms: number[] }> {
  for (const hash of asked.slice(0, 20)) await ask([hash], 0);
  const ids: number[][] = [];
  const ms: number[] = [];
  for (const [at, hash] of asked.entries())
    ms.push(await timedLater(async () => ids.push((await ask([hash], at)).map(({ id }) => id))));
  return { ids, ms };
}

/** Rows first and indexes after, as a migration does it. */
async function fillTable({ tables }: Database, hashes: Uint8Array): Promise<void> {
  const indexes = await tables.query<{ indexname: string; indexdef: string }[]>(
    "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_picture_hashes_band_%'",
  );
  for (const { indexname } of indexes) await tables.query(`DROP INDEX "${indexname}"`);
  const part = 10_000;
  for (let from = 0; from < hashes.length / HASH_BYTES; from += part) {
    const some = hashes.subarray(from * HASH_BYTES, (from + part) * HASH_BYTES);
    await tables.query(
      `INSERT INTO picture_hashes (file, form, hash)
       SELECT 'bafkrei' || md5(($2 + at)::text) || left(md5(($2 - at)::text), 20), 'whole',
              ('x' || encode(substring($1::bytea, 1 + ${HASH_BYTES} * at, ${HASH_BYTES}), 'hex'))::bit(256)
         FROM generate_series(0, $3::integer - 1) at ORDER BY at`,
      [Buffer.from(some), from, some.length / HASH_BYTES],
    );
  }
  for (const { indexdef } of indexes) await tables.query(indexdef);
  await tables.query('VACUUM ANALYZE picture_hashes');
}

async function insert(database: Database, hashes: Uint8Array): Promise<void> {
  const part = 1000;
  for (let from = 0; from < hashes.length / HASH_BYTES; from += part) {
    const rows = Array.from({ length: part }, (_, at) => ({
      file: `inserted ${from + at}`,
      form: 'whole' as const,
      hash: hexAt(hashes, from + at),
      quality: 100,
    }));
    await database.transaction((tables) => saveHashes(tables, rows));
  }
}

/** PostgreSQL's own sequential scan, in a session that may use no index. */
async function scanner(bench: Bench, url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  bench.scope.defer(() => client.end());
  await client.query(
    'SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off',
  );
  return async (hash: string): Promise<{ id: number }[]> =>
    (
      await client.query<{ id: number }>(
        'SELECT id FROM picture_hashes WHERE bit_count(hash # $1::bit(256)) <= $2',
        [toBits(hash), BANDS_REACH],
      )
    ).rows;
}

interface Killing {
  readonly url: string;
  readonly database: Database;
  readonly asked: readonly string[];
  readonly services: readonly HashSearch[];
  readonly scanning: (hash: string) => Promise<{ id: number }[]>;
}

/** Kills processes that insert hashes near to the questions, and asks all who can answer, at once and when they have read. */
async function killInserters(bench: Bench, { url, database, asked, services, scanning }: Killing) {
  let wrong = 0;
  let answers = 0;
  let rows = 0;
  const check = async () => {
    for (const hash of asked) {
      const right = idsOf(await scanning(hash));
      const given = await Promise.all([
        ...services.map((service) => service.near([plainly(hash)], BANDS_REACH)),
        nearHashes(database.tables, [plainly(hash)], BANDS_REACH),
      ]);
      answers += given.length;
      wrong += given.filter((one) => !isSame(right, idsOf(one))).length;
    }
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    bench.progress(`killing a process that inserts, ${kill + 1} of ${KILLS}`);
    const program = projectPath('dist', 'scripts', 'bench', 'insert-hashes.js');
    const child = spawn(process.execPath, [program, url, `killed ${kill}`, '200', ...asked], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    for await (const line of createInterface(child.stdout)) {
      if (Number(line) >= 1000 * (kill + 1)) child.kill('SIGKILL');
    }
    await ended;
    const [row] = await database.tables.query<{ count: number }[]>(
      "SELECT count(*)::integer AS count FROM picture_hashes WHERE file LIKE 'killed %'",
    );
    rows = row?.count ?? 0;
    await check();
    for (const service of services) await service.settled();
    await check();
  }
  return { wrong, answers, rows };
}

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

function isSame(some: readonly number[], others: readonly number[]): boolean {
  const ids = new Set(some);
  return some.length === others.length && others.every((id) => ids.has(id));
}

function timed(act: () => void): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}

async function timedLater(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

/** The time that 99 of 100 do not exceed. */
const slow = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? NaN;
