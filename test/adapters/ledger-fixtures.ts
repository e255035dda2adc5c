import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEmbeddedLedger } from '../../src/adapters/ledger/open-embedded-ledger.js';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import { projectPath } from '../../src/adapters/project-path.js';
import { startAnvil } from '../../src/adapters/ledger/start-anvil.js';
import type { AnchorCall, Ledger, MinedTransaction } from '../../src/ports.js';

/** Account 1 of anvil's published test mnemonic. */
export const TEST_KEY = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
export const SALT = `0x${'5a'.repeat(32)}`;
export const rootOf = (size: bigint) => size.toString(16).padStart(64, 'a');
export const step = (from: bigint, to: bigint): AnchorCall => ({ from, to, root: rootOf(to) });

const afterwards: (() => unknown)[] = [];
export const later = <T>(thing: T, undo: () => unknown): T => {
  afterwards.unshift(undo);
  return thing;
};
afterEach(async () => {
  const failures: unknown[] = [];
  // One that fails keeps none of the others from being done.
  for (const undo of afterwards.splice(0))
    try {
      await undo();
    } catch (failure) {
      failures.push(failure);
    }
  if (failures.length > 0) throw new AggregateError(failures, 'What a test had opened could not be closed.');
});

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'raisonne-ledger-'));
  return later(folder, () => rm(folder, { recursive: true, force: true }));
}

export async function anEmbeddedLedger(folder: string) {
  const ledger = await openEmbeddedLedger({ folder, salt: SALT });
  return later(ledger, () => ledger.close());
}

export async function anAnvil(...args: string[]) {
  const anvil = await startAnvil(['--cache-path', await aFolder(), ...args]);
  return later(anvil, () => anvil.stop());
}

export async function anRpcLedger() {
  const { rpcUrl } = await anAnvil();
  const ledger = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
  return { ...later(ledger, () => ledger.close()), rpcUrl };
}

export async function rpc(rpcUrl: string, method: string, params: unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const reply = (await response.json()) as { result?: unknown; error?: { message: string } };
  if (reply.error !== undefined) throw new Error(`${method}: ${reply.error.message}`);
  return reply.result;
}

export async function untilMined(ledger: Ledger, hash: string): Promise<MinedTransaction> {
  for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
    const mined = await ledger.mined(hash);
    if (mined !== null) return mined;
  }
  throw new Error(`${hash} was not mined within 5 s`);
}

/** Signs as the chain stands, with room for the base fee to double. */
export async function signNext(ledger: Ledger, call: AnchorCall) {
  const { baseFeePerGas, maxPriorityFeePerGas } = await ledger.fees();
  const maxFeePerGas = 2n * baseFeePerGas + maxPriorityFeePerGas;
  const terms = { gasLimit: await ledger.estimate(call), maxFeePerGas, maxPriorityFeePerGas };
  return ledger.sign(call, await ledger.usedNonces('newest'), terms);
}

export async function anchor(ledger: Ledger, call: AnchorCall): Promise<MinedTransaction> {
  const { raw, hash } = await signNext(ledger, call);
  await ledger.broadcast(raw);
  return untilMined(ledger, hash);
}

export async function aRunningProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('A spawned process has a number.');
  return later(child.pid, () => child.kill('SIGKILL'));
}

/** A process that opens the ledger, anchors a checkpoint, prints what it did and stays. It runs what npm test has built. */
export function anotherProcess(folder: string) {
  const module = pathToFileURL(projectPath('dist/src/adapters/ledger/open-embedded-ledger.js')).href;
  const program = `
    const { openEmbeddedLedger } = await import(${JSON.stringify(module)});
    const ledger = await openEmbeddedLedger(${JSON.stringify({ folder, salt: SALT })});
    const terms = { gasLimit: 100_000n, maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
    const call = { from: 0n, to: 5n, root: '${rootOf(5n)}' };
    const { raw, hash } = await ledger.sign(call, await ledger.usedNonces('newest'), terms);
    await ledger.broadcast(raw);
    while ((await ledger.mined(hash)) === null);
    console.log(JSON.stringify({ anvilPid: ledger.anvilPid, hash }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return later(child, () => child.kill('SIGKILL'));
}
