import { fork } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { besidePeer, median, type Bench, type Result } from './bench.js';
import { fillCatalogue, manyWorks, oneWork } from './catalogue.js';
import { endProcess } from './end-process.js';
import { startHouse, type HouseProcess } from './house-process.js';
import { openLoad, type Load, type Question, type Target } from './load.js';
import { rowsOf, type PeerWork } from './peer-rows.js';

const CONNECTIONS = 16;
const PAGE = 50;
const ROUNDS = 5;
const ROUND_MS = 1200;
/** Until then the compilers of V8 and of both servers have seen what they will see. */
const WARM_UP_MS = 1500;
const MOST_TIMES_PEER = 2;
const PEER = 'bare Apollo Server 5 on express 5, rows in memory';

/**
 * CPU of the server's process a request, for one work and for 50, each with claims, claimants and owners, beside a bare
 * Apollo Server. Both give the same answers, which is checked first.
 */
export async function benchApi(bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  const load = openLoad(CONNECTIONS);
  bench.scope.defer(async () => load.close());
  for (const postgresUrl of bench.postgresUrl === null ? [null] : [bench.postgresUrl, null]) {
    const house = await startHouse(bench, postgresUrl);
    bench.progress(`filling a catalogue on ${house.database}`);
    await fillCatalogue(house.url);
    const rows = await rowsOf(house.url);
    const peer = await startPeer(bench, rows);
    const ids = rows.map(({ id }) => id);
    const cases = [
      { what: 'one work', questions: ids.map(oneWork) },
      { what: `${PAGE} works`, questions: [manyWorks(PAGE)] },
    ];
    for (const { what, questions } of cases) {
      await checkSameAnswers(load, { house, peer, questions });
      bench.progress(`asking for ${what} on ${house.database}`);
      const result = await measure(load, { what, questions, house, peer });
      bench.progress(`ours ${result.ours} µs, the peer ${result.peer} µs: ${result.ratio} times`);
      results.push(result);
    }
    await house.stop();
  }
  return results;
}

async function startPeer(
  { scope }: Pick<Bench, 'scope'>,
  rows: readonly PeerWork<string>[],
): Promise<Target> {
  const child = fork(new URL('./peer-server.js', import.meta.url), { stdio: ['ignore', 2, 2, 'ipc'] });
  scope.defer(endProcess(child));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`the peer ended before it was ready (${signal ?? code})`)),
    );
    child.send(rows);
  });
  if (child.pid === undefined) throw new Error('the peer listens but has no process number');
  return { url: `http://localhost:${port}`, pid: child.pid };
}

interface Side {
  readonly house: HouseProcess;
  readonly peer: Target;
  readonly questions: readonly Question[];
}

async function checkSameAnswers(load: Load, { house, peer, questions }: Side): Promise<void> {
  for (const question of questions) {
    const [ours, theirs] = [await load.ask(house, question), await load.ask(peer, question)];
    if (!isDeepStrictEqual(ours, theirs)) {
      throw new Error(
        `Ours and the peer's answers differ, so their costs cannot be compared:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`,
      );
    }
  }
}

async function measure(
  load: Load,
  { what, questions, house, peer }: Side & { what: string },
): Promise<Result> {
  const sides = [
    { target: house, times: [] as number[] },
    { target: peer, times: [] as number[] },
  ] as const;
  for (const { target } of sides) await load.cpuUsARequest(target, questions, WARM_UP_MS);
  // In turn, so that whatever else the machine does meanwhile weighs on both.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { target, times } of sides) times.push(await load.cpuUsARequest(target, questions, ROUND_MS));
  }
  const [ours, theirs] = sides.map(({ times }) => median(times)) as [number, number]; // map keeps the length
  const own =
    house.database === 'PGlite'
      ? "on PGlite, where the database's work is in our process"
      : 'on PostgreSQL, whose own process is not counted';
  return besidePeer(
    `CPU a request for ${what} with claims, claimants and owners, ${CONNECTIONS} connections; ours ${own}; median of ${ROUNDS} rounds`,
    'µs',
    { ours, peer: theirs, peerName: PEER, ...(house.database === 'PostgreSQL' && { most: MOST_TIMES_PEER }) },
  );
}
