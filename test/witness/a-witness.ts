import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWitnessFolder } from '../../src/adapters/witness/open-witness-folder.js';
import { serveWitness } from '../../src/adapters/witness/serve-witness.js';
import { inTurn } from '../../src/lib/in-turn.js';
import type { Conflict } from '../../src/witness/conflict.js';
import type { Witness } from '../../src/witness/witness.js';
import type { TestLog } from './a-log.js';

export const NOON = new Date('2026-05-01T12:00:00Z');

/** A witness that listens, on a folder of its own, with a clock that stands still. */
export interface TestWitness {
  readonly folder: string;
  readonly witness: Witness;
  readonly url: string;
  readonly conflicts: Conflict[];
  /** What it logged as its own failures. */
  readonly failures: unknown[];
  setNow(now: Date): void;
  post(body: string | Uint8Array): Promise<Response>;
  /** Ends it, and leaves the folder. */
  stop(): Promise<void>;
  /** Ends it and takes the folder away. */
  close(): Promise<void>;
}

/** `change` may put another part in the place of one, such as one that fails. */
export async function aWitness(
  logs: readonly Pick<TestLog, 'signer'>[],
  {
    folder: known,
    change = (witness) => witness,
  }: { folder?: string; change?: (witness: Witness) => Witness } = {},
): Promise<TestWitness> {
  const folder = known ?? (await mkdtemp(path.join(tmpdir(), 'raisonne-witness-')));
  const opened = await openWitnessFolder({ folder, name: 'witness.example/one' });
  let now = NOON;
  const conflicts: Conflict[] = [];
  const failures: unknown[] = [];
  const witness = change({
    signer: opened.signer,
    records: opened.records,
    logs: logs.map(({ signer }) => signer),
    now: () => now,
    inTurn: inTurn(),
    onConflict: (conflict) => conflicts.push(conflict),
  });
  const server = await serveWitness(witness, { port: 0, onError: (error) => failures.push(error) });
  const stop = async () => {
    await server.close();
    await opened.close();
  };
  return {
    folder,
    witness,
    url: server.url,
    conflicts,
    failures,
    setNow: (then) => {
      now = then;
    },
    post: (body) => fetch(`${server.url}/add-checkpoint`, { method: 'POST', body: Buffer.from(body) }),
    stop,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
