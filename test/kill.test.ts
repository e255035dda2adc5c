import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../src/adapters/project-path.js';
import { openClient, type Client } from '../src/cli/client.js';
import { referenceTo } from '../src/works/file.js';
import { registerWork } from '../src/works/register-work.js';
import { aPostgresUrl } from './fixtures/databases.js';
import { aFile, aPerson, state } from './fixtures/house.js';
import { aPicture } from './fixtures/pictures.js';

const ROUNDS = 3;

/** A server as `npm start` runs it, in a process of its own. */
async function startServer(
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; client: Client }> {
  const child = spawn(process.execPath, [projectPath('scripts', 'start.mjs')], {
    env: { ...process.env, ...environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^Raisonné is ready at (\S+)$/.exec(line) ?? [];
    if (url) return { child, client: openClient(url) };
  }
  throw new Error('the server ended before it was ready');
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function survives(databaseUrl: string | null): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-kill-'));
  const environment = { DATA_DIR: path.join(folder, 'data'), DATABASE_URL: databaseUrl ?? '' };
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { child, client } = await startServer(environment);
    try {
      expect(await worksOf(client)).toEqual(acknowledged.toReversed());
      const file = await aFile(await aPicture({ seed: 500 + round, width: 512, height: 512, format: 'png' }));
      const body = { title: `Round ${round}`, makers: [], files: [referenceTo(file)] };
      const { work } = await state<{ work: { id: string } }>(client, aPerson('ada'), {
        kind: registerWork,
        body,
        select: '{ ... on RegisteredWork { work { id } } }',
        files: [file],
      });
      acknowledged.push(work.id);
    } finally {
      // At once: no checkpoint has been signed over it yet.
      await kill(child);
    }
  }
  const { child, client } = await startServer(environment);
  try {
    expect(await worksOf(client)).toEqual(acknowledged.toReversed());
    await isAnchored(client, ROUNDS);
  } finally {
    await kill(child);
    await rm(folder, { recursive: true });
  }
}

async function worksOf(client: Client): Promise<string[]> {
  const { works } = await client.ask<{ works: { edges: { node: { id: string } }[] } }>(
    '{ works(first: 100) { edges { node { id } } } }',
  );
  return works.edges.map(({ node }) => node.id);
}

/** Asks until a checkpoint of this size is on the chain; Jest's time limit ends it when that never comes. */
async function isAnchored(client: Client, size: number): Promise<void> {
  for (;;) {
    const { checkpoint } = await client.ask<{
      checkpoint: { size: number; anchor: { state: string } | null } | null;
    }>('{ checkpoint { size anchor { state } } }');
    if (checkpoint?.size === size && checkpoint.anchor?.state === 'MINED') return;
  }
}

describe('a server that is killed right after it acknowledged a registration', () => {
  it('has it when it starts again, and anchors it, on PGlite', () => survives(null), 120_000);

  (process.env['TEST_POSTGRES_URL'] ? it : it.skip)(
    'has it when it starts again, and anchors it, on PostgreSQL',
    async () => {
      const { url, drop } = await aPostgresUrl();
      await survives(url).finally(drop);
    },
    120_000,
  );
});
