import { Interface } from 'ethers';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { toHex } from '../../src/lib/hex.js';
import { announceCheckpoint } from '../../src/register/announce-checkpoint.js';
import { openLogFiles } from '../../src/adapters/open-log-files.js';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import type { Database, Ledger } from '../../src/ports.js';
import {
  anchorCheckpoint,
  type AnchoringNeeds,
  type AnchoringOutcome,
} from '../../src/register/anchor-checkpoint.js';
import { AnchorAttempts, Anchors } from '../../src/register/anchor-store.js';
import type { Anchor, AnchorAttempt } from '../../src/register/anchor.js';
import { newestCheckpoint, saveCheckpoint } from '../../src/register/checkpoint-store.js';
import { signCheckpoint } from '../../src/register/checkpoint.js';
import { integrate } from '../../src/register/integrate.js';
import { logHead, statementsFrom } from '../../src/register/statement-store.js';
import { anAnvil, later, rpc, TEST_KEY } from '../adapters/ledger-fixtures.js';
import { aPerson } from '../fixtures/house.js';
import { aMisbehavingRpc, type MisbehavingRpc } from '../fixtures/misbehaving-rpc.js';
import { aRandom } from '../fixtures/random.js';
import type { TestRegister } from './a-register.js';
import { findingsIn } from './findings-in.js';
import { plainRoot } from './plain-root.js';

const random = aRandom('logs under anchors');
const EVENT = new Interface([
  'event CheckpointAnchored(bytes32 indexed logId, uint64 from, uint64 to, bytes32 root)',
]).getEvent('CheckpointAnchored')?.topicHash;

export const LIMITS = {
  anchorEveryMs: 0,
  anchorBumpAfterMs: 180_000,
  anchorMaxFeeWei: 10n ** 12n,
  anchorDailyWei: null,
};

/** A register that has signed nothing yet, a real chain behind a proxy that can misbehave, and what anchors one on the other. */
export interface TestAnchoring {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly proxy: MisbehavingRpc;
  /** The chain itself, past the proxy. */
  chain(method: string, params?: unknown[]): Promise<unknown>;
  /** The log signs a checkpoint of this size. Tests of one suite sign the same statements, each from the first. */
  checkpoint(size: bigint): Promise<void>;
  round(change?: Partial<AnchoringNeeds>): Promise<AnchoringOutcome>;
  /** Rounds until nothing is left to do. */
  settle(change?: Partial<AnchoringNeeds>): Promise<void>;
  anchors(): Promise<Anchor[]>;
  attempts(): Promise<AnchorAttempt[]>;
  waiting(): Promise<string | null>;
  /** As if the holder of the lease had not been heard of for long. */
  endLease(): Promise<void>;
  /** What must be true of chain and anchors when all is settled, whatever happened on the way. */
  expectSound(): Promise<void>;
  /** That is so, and fsck finds nothing in the whole register. */
  expectClean(): Promise<void>;
  /** What fsck finds. */
  findings(): Promise<string[]>;
}

/** What was done to the chains and RPCs of a suite. */
export const done = { calls: 0, misdeeds: 0, reorgs: 0 };

const MOST_ROUNDS = 40;

export async function anAnchoring(
  register: TestRegister,
  { finalBlocks = 0, anvil = [] as string[], rpcUrl = '', timeoutMs = 10_000 } = {},
): Promise<TestAnchoring> {
  const { database } = register;
  const { tables } = database;
  await tables.query('TRUNCATE anchors, anchor_attempts, anchor_senders, checkpoints');
  const logFiles = await openLogFiles({ folder: await mkdtemp(path.join(register.folder, 'log-')) });
  const chainUrl = rpcUrl || (await anAnvil(...anvil)).rpcUrl;
  const proxy = await aMisbehavingRpc(chainUrl);
  later(proxy, async () => {
    done.calls += proxy.calls;
    done.misdeeds += proxy.misdeeds;
    await proxy.close();
  });
  const salt = `0x${Buffer.from(random.bytes(32)).toString('hex')}`;
  const settings = { rpcUrl: proxy.url, privateKey: TEST_KEY, salt, timeoutMs };
  const ledger = await openRpcLedger({ ...settings, ...(finalBlocks < 0 ? {} : { finalBlocks }) });
  later(ledger, () => ledger.close());
  proxy.sent.length = 0; // the registry's deployment is no anchor

  const round: TestAnchoring['round'] = (change) =>
    anchorCheckpoint({ database, ledger, ...LIMITS, holder: 'first', ...change });
  const anchors = () => tables.find(Anchors, { order: { signedAt: 'ASC', nonce: 'ASC' } });
  const attempts = () => tables.find(AnchorAttempts, { order: { signedAt: 'ASC', maxFeePerGas: 'ASC' } });
  const chain: TestAnchoring['chain'] = (method, params = []) => {
    if (method === 'anvil_reorg') done.reorgs += 1;
    return rpc(chainUrl, method, params);
  };

  /** Writes and shows what was signed, all at once: a file for each of many checkpoints takes its time. */
  const findings = async () => {
    const size = (await newestCheckpoint(tables))?.size ?? 0n;
    await integrate({ ...register, logFiles }, { from: 0n, to: size });
    await announceCheckpoint({ ...register, logFiles });
    return findingsIn({ ...register.rebuildNeeds, logFiles, ledger });
  };

  return {
    database,
    ledger,
    proxy,
    chain,
    round,
    anchors,
    attempts,
    checkpoint: async (size) => {
      const recorded = (await logHead(tables))?.size ?? 0n;
      const missing = Array.from({ length: Math.max(0, Number(size - recorded)) });
      await Promise.all(missing.map(() => register.work(ada)));
      const statements = await statementsFrom(tables, 0n, Number(size));
      const root = plainRoot(statements.map(({ leafHash }) => leafHash));
      const note = signCheckpoint({ size, root }, register.log);
      await saveCheckpoint(tables, { size, root: toHex(root), note, signedAt: new Date() });
    },
    settle: async (change) => {
      for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1)
        if ((await round(change)) === 'nothing to do') return;
      throw new Error(
        `not settled after ${MOST_ROUNDS} rounds: ${JSON.stringify(await anchors(), onlyText)}`,
      );
    },
    waiting: async () => {
      const [row] = await tables.query<{ waiting: string | null }[]>('SELECT waiting FROM anchor_senders');
      return row?.waiting ?? null;
    },
    endLease: async () => {
      await tables.query("UPDATE anchor_senders SET leased_until = now() - interval '1 second'");
    },
    findings,
    expectClean: async () => {
      await expectSound();
      expect(await findings()).toEqual([]);
    },
    expectSound,
  };

  async function expectSound(): Promise<void> {
    const newest = await newestCheckpoint(tables);
    expect(await ledger.newest()).toEqual({ size: newest?.size, root: newest?.root });
    const filter = { address: ledger.registry, topics: [EVENT, ledger.logId], fromBlock: '0x0' };
    const events = (await chain('eth_getLogs', [filter])) as { data: string }[];
    const sizes = events.map(({ data }) => BigInt(`0x${data.slice(66, 130)}`));
    expect(new Set(sizes).size).toBe(sizes.length);
    const effective = (await anchors()).filter(({ state }) => state === 'mined' || state === 'final');
    expect(effective.map(({ toSize }) => toSize).toSorted(byAmount)).toEqual(sizes.toSorted(byAmount));
    const kept = new Set((await attempts()).map(({ hash }) => hash));
    expect(proxy.sent.filter((hash) => !kept.has(hash))).toEqual([]);
  }
}

const byAmount = (a: bigint, b: bigint): number => (a < b ? -1 : 1);
const ada = aPerson('ada');
const onlyText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
