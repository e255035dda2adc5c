import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { projectPath } from '../../src/adapters/project-path.js';
import type { Bench } from './bench.js';
import { endProcess } from './end-process.js';

export interface HouseProcess {
  readonly url: string;
  readonly pid: number;
  /** Which database it runs on, in words. */
  readonly database: 'PostgreSQL' | 'PGlite';
  stop(): Promise<void>;
}

const READY = /Raisonné is ready at (http:\S+)/;

/** A server as `npm start` runs it, in a process and a data folder of its own, and in a database that ends with it. */
export async function startHouse(
  { scope }: Pick<Bench, 'scope'>,
  postgresUrl: string | null,
): Promise<HouseProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const databaseUrl = postgresUrl === null ? '' : await createDatabase({ scope }, postgresUrl);
  const child = spawn(process.execPath, [projectPath('scripts', 'start.mjs')], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      IPFS_API_URL: '',
      ETH_RPC_URL: '',
      ANCHOR_KEY: '',
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = endProcess(child);
  scope.defer(stop);
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = READY.exec(printed)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The server ended before it was ready (${signal ?? code}): ${printed}`)),
    );
  });
  if (child.pid === undefined) throw new Error('the server listens but has no process number');
  return { url, pid: child.pid, database: postgresUrl === null ? 'PGlite' : 'PostgreSQL', stop };
}

/** A database of its own on that PostgreSQL, dropped when the scope is closed; gives its URL. */
export async function createDatabase({ scope }: Pick<Bench, 'scope'>, postgresUrl: string): Promise<string> {
  const name = `raisonne_bench_${randomBytes(6).toString('hex')}`;
  await administer(postgresUrl, `CREATE DATABASE "${name}"`);
  scope.defer(() => administer(postgresUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
