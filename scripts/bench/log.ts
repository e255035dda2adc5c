import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLocalBlocks } from '../../src/adapters/content/open-local-blocks.js';
import { openPglite } from '../../src/adapters/database/open-pglite.js';
import { openPostgres } from '../../src/adapters/database/open-postgres.js';
import { openLogFiles } from '../../src/adapters/open-log-files.js';
import { openSignatureReader } from '../../src/adapters/signatures/open-signature-reader.js';
import type { SignatureReader } from '../../src/ports.js';
import { noteSigner, verifierKey } from '../../src/lib/signed-note.js';
import { openSequencer } from '../../src/register/open-sequencer.js';
import { findInclusion } from '../../src/register/find-inclusion.js';
import { publishCheckpoint, type PublishNeeds } from '../../src/register/publish-checkpoint.js';
import { recordStatement } from '../../src/register/record-statement.js';
import { repeat } from '../../src/register/repeat.js';
import { createLogHead } from '../../src/register/statement-store.js';
import { statementKind } from '../../src/register/statement-kinds.js';
import { checkpointsFrom } from '../../src/register/checkpoint-store.js';
import { ownFigure, median, type Bench, type Result } from './bench.js';
import { createDatabase } from './house-process.js';
import { fillLog } from './fill-log.js';
import { randomFrom } from './random.js';
import { signedTitles, type SignedErrand } from './signed-titles.js';

const CLIENTS = 32;
const WORKS_A_CLIENT = 4;
const TRANSFERS_A_WORK = 60;
const LEAST_A_SECOND = 1000;
const MOST_TO_CHECKPOINT_MS = 2000;
const MOST_PROOF_MS = 5;
const PROOFS = 500;
const SIZES = [10_240n, 1_000_192n] as const;
/** More than this much dearer at a million entries than at ten thousand is not flat. */
const MOST_GROWTH = 1.25;
const ORIGIN = 'raisonne.bench/log';
const GATHER_MS = 300;

/**
 * Signed statements into the register, by as many clients as would wait for their answers at once: signature check,
 * rule, append, apply, and the checkpoints that go on meanwhile, on logs of ten thousand and of a million entries.
 * Clients and register share one process and the machine with the database; HTTP is not in the figures.
 */
export async function benchLog(bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  for (const postgresUrl of bench.postgresUrl === null ? [null] : [bench.postgresUrl, null]) {
    const name = postgresUrl === null ? 'PGlite' : 'PostgreSQL';
    const costs: number[] = [];
    for (const size of SIZES) {
      bench.progress(`filling a log of ${size} entries on ${name}`);
      const parts = await openParts(bench, postgresUrl);
      await fillLog(parts, size);
      bench.progress(`${CLIENTS} clients state on it`);
      const run = await measureRun(parts, size);
      const isLarge = size === SIZES[1];
      const where = `on ${name}, a log of ${size} entries`;
      costs.push(1e6 / run.aSecond);
      bench.progress(
        `${run.aSecond.toFixed(0)} statements a second, p99 to a checkpoint ${run.p99Ms.toFixed(0)} ms`,
      );
      results.push(
        ownFigure(`Signed statements accepted a second, ${CLIENTS} clients, ${where}`, 'a second', {
          ours: run.aSecond,
          ...(postgresUrl !== null && { least: LEAST_A_SECOND }),
        }),
        ownFigure(`From the statement's arrival to its signed checkpoint, p99, ${where}`, 'ms', {
          ours: run.p99Ms,
          ...(postgresUrl !== null && { most: MOST_TO_CHECKPOINT_MS }),
        }),
        ownFigure(`An inclusion proof against the newest checkpoint, median of ${PROOFS}, ${where}`, 'ms', {
          ours: await proofMs(parts, size),
          ...(isLarge && { most: MOST_PROOF_MS }),
        }),
      );
      await parts.close();
    }
    const [small = 0, large = 0] = costs;
    results.push(
      ownFigure(`Time a statement at ${SIZES[1]} entries beside ${SIZES[0]}, on ${name}`, 'times', {
        ours: large / small,
        ...(postgresUrl !== null && { most: MOST_GROWTH }),
      }),
    );
  }
  return results;
}

export interface LogParts extends PublishNeeds {
  readonly signatures: SignatureReader;
  close(): Promise<void>;
}

async function openParts({ scope }: Bench, postgresUrl: string | null): Promise<LogParts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-log-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const database =
    postgresUrl === null
      ? await openPglite({ folder: path.join(folder, 'database') })
      : await openPostgres({ url: await createDatabase({ scope }, postgresUrl) });
  const log = noteSigner(ORIGIN, randomFrom('log key').bytes(32));
  await createLogHead(database.tables, { origin: ORIGIN, verifierKey: verifierKey(log) });
  const signatures = openSignatureReader();
  let isOpen = true;
  const close = async () => {
    if (isOpen) await Promise.all([database.close(), signatures.close()]);
    isOpen = false;
  };
  scope.defer(close);
  return {
    database,
    content: await openLocalBlocks({ folder: path.join(folder, 'blocks') }),
    logFiles: await openLogFiles({ folder: path.join(folder, 'log') }),
    clock: { now: () => new Date() },
    log,
    signatures,
    close,
  };
}

async function measureRun(parts: LogParts, size: bigint): Promise<{ aSecond: number; p99Ms: number }> {
  const errands = await signedTitles(parts, {
    origin: ORIGIN,
    seed: `run at ${size}`,
    clients: CLIENTS,
    works: WORKS_A_CLIENT,
    transfers: TRANSFERS_A_WORK,
  });
  const failures: unknown[] = [];
  const publishing = repeat(
    async () => {
      await publishCheckpoint(parts);
    },
    { everyMs: 1000, onError: (error) => failures.push(error) },
  );
  const sequencer = openSequencer({
    ...parts,
    onRecorded: () => publishing.soon(GATHER_MS),
    halted: () => null,
  });
  const arrivals = new Map<bigint, number>();
  const startedAt = Date.now();
  await Promise.all(
    errands.map(async (errand) => {
      for (const one of errand) {
        const arrivedAt = Date.now();
        arrivals.set(await record({ ...parts, sequencer }, one), arrivedAt);
      }
    }),
  );
  const seconds = (Date.now() - startedAt) / 1000;
  await publishing.stop();
  await publishCheckpoint(parts);
  if (failures.length > 0) throw new AggregateError(failures, 'Publishing failed meanwhile');
  return { aSecond: arrivals.size / seconds, p99Ms: await slowestToCheckpoint(parts, arrivals, size) };
}

const unreachable = () => Promise.reject(new Error('this bench has no chain'));
/** Everybody here has an ordinary key, for which no chain is asked. */
const NO_CHAIN = { chainId: '0', blockAt: unreachable, askWallet: unreachable };

async function record(
  needs: Pick<Parameters<typeof recordStatement>[0], 'clock' | 'signatures' | 'sequencer'>,
  { statement, signature }: SignedErrand,
): Promise<bigint> {
  const kind = statementKind(statement.kind);
  const outcome = await recordStatement({ ...needs, origin: ORIGIN, ledger: NO_CHAIN }, kind, {
    statement,
    signature,
    files: [],
  });
  if ('no' in outcome) throw new Error(`the register answered no to ${statement.kind}`);
  return outcome.recorded.index;
}

/** The 99th percentile of the time from arrival until the covering checkpoint was signed. */
async function slowestToCheckpoint(
  { database }: LogParts,
  arrivals: ReadonlyMap<bigint, number>,
  from: bigint,
): Promise<number> {
  const checkpoints = await checkpointsFrom(database.tables, from + 1n);
  const waits = [...arrivals].map(([index, arrivedAt]) => {
    const covering = checkpoints.find(({ size }) => size > index);
    if (!covering) throw new Error(`no checkpoint covers entry ${index}`);
    return covering.signedAt.getTime() - arrivedAt;
  });
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
}

async function proofMs(parts: LogParts, size: bigint): Promise<number> {
  const random = randomFrom('proofs');
  const times: number[] = [];
  for (let count = 0; count < PROOFS; count += 1) {
    const index = BigInt(random.below(Number(size)));
    const startedAt = performance.now();
    if (!(await findInclusion(parts, { index }))) throw new Error(`no proof for entry ${index}`);
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
