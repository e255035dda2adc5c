import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { foundryBinary } from './foundry-binary.js';
import { processOf } from '../process-identity.js';

const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5000;
const KEPT_STDERR_CHARACTERS = 2000;

/**
 * The shell becomes anvil (`exec`), and leaves behind a watch that reads a pipe from us. When this process is gone,
 * however it went, the pipe ends and the watch ends anvil: nothing else tells a child that its parent was killed.
 */
const UNTIL_PARENT_ENDS = `
  exec 3<&0 </dev/null
  ( while read -r _ <&3; do :; done; kill -TERM $$ ) >/dev/null 2>&1 &
  exec "$@" 3<&-`;

export interface Anvil {
  readonly rpcUrl: string;
  readonly pid: number;
  isRunning(): boolean;
  /** Ends the process; state that was not dumped is gone. */
  stop(): Promise<void>;
}

/**
 * Starts anvil on a port that the system chooses and answers when it listens. The port is the one that this very child
 * printed: on a fixed one, something else may answer.
 */
export async function startAnvil(args: readonly string[]): Promise<Anvil> {
  const command = [foundryBinary('anvil'), '--host', '127.0.0.1', '--port', '0', ...args];
  // In a process group of its own: an interrupt at the terminal must reach us first, who close in order.
  const child = spawn('/bin/sh', ['-c', UNTIL_PARENT_ENDS, 'sh', ...command], {
    detached: true,
    stdio: 'pipe',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      child.stdin.destroy();
      resolve();
    });
  });
  const port = await printedPort(child);
  if (child.pid === undefined) throw new Error('anvil listens but has no process number.');
  // An unread pipe fills, and anvil then waits in the middle of a request.
  child.stdout.resume();
  child.stderr.resume();
  const { pid } = child;
  return {
    rpcUrl: `http://127.0.0.1:${port}`,
    pid,
    // The system knows of an end before Node's event tells of it; a process not waited for keeps its number.
    isRunning: () => child.exitCode === null && child.signalCode === null && processOf(pid) !== null,
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(force);
    },
  };
}

function printedPort(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    let complaint = '';
    const fail = (what: string, cause?: unknown) => {
      clearTimeout(limit);
      reject(new Error(`The embedded chain ${what}. ${complaint.trim()}`.trim(), { cause }));
    };
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not listen within ${START_TIMEOUT_MS / 1000} s`);
    }, START_TIMEOUT_MS);
    const onOutput = (chunk: Buffer) => {
      printed += chunk.toString();
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      child.stdout.off('data', onOutput);
      resolve(Number(port));
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-KEPT_STDERR_CHARACTERS);
    });
    child.once('error', (cause) => fail('could not be started', cause));
    child.once('close', (code, signal) => fail(`ended before it listened (${signal ?? `code ${code}`})`));
  });
}
