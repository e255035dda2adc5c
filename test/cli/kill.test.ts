import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectPath } from '../../src/adapters/project-path.js';
import { openClient, type Client } from '../../src/cli/client.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aFile, aPerson, state } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const ada = aPerson('ada');

interface Server {
  readonly child: ChildProcess;
  readonly client: Client;
}

/** `npm start` without npm: resolves when it says that it is ready. */
async function startServer(folder: string): Promise<Server> {
  const child = spawn(process.execPath, [projectPath('scripts', 'start.mjs')], {
    // As people start it: Apollo keeps its hands off signals only where NODE_ENV is "test", as Jest sets it.
    env: { ...process.env, NODE_ENV: '', PORT: '0', DATA_DIR: folder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /^Raisonné is ready at (http:\S+)$/.exec(line)?.[1];
    if (url) return { child, client: openClient(url) };
  }
  throw new Error(`the server ended with ${child.exitCode} before it was ready`);
}

async function end({ child }: Server, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

const register = async ({ client }: Server, seed: number): Promise<string> => {
  const file = await aFile(await aPicture({ seed, width: 64, height: 48, format: 'png' }));
  const { work } = await state<{ work: { id: string } }>(client, ada, {
    kind: registerWork,
    body: { title: `Work ${seed}`, makers: [], files: [referenceTo(file)] },
    files: [file],
    select: '{ ... on RegisteredWork { work { id } } }',
  });
  return work.id;
};

describe('a server that is killed', () => {
  it('has kept all that it acknowledged, with every file, three times over', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-killed-'));
    let server: Server | undefined;
    const works: string[] = [];
    try {
      server = await startServer(folder);
      for (let round = 1; round <= 3; round += 1) {
        for (const seed of [60 + 2 * round, 61 + 2 * round]) works.unshift(await register(server, seed));
        await end(server, 'SIGKILL');
        server = await startServer(folder);
        const listed = await server.client.ask<{
          works: { edges: { node: { id: string; files: { url: string; sizeBytes: number }[] } }[] };
        }>('{ works(first: 100) { edges { node { id files { url sizeBytes } } } } }');
        expect(listed.works.edges.map(({ node }) => node.id)).toEqual(works);
        for (const { node } of listed.works.edges) {
          const { url = '', sizeBytes } = node.files[0] ?? {};
          const bytes = await (await server.client.get(new URL(url).pathname)).arrayBuffer();
          expect(bytes.byteLength).toBe(sizeBytes);
        }
      }
      await register(server, 70);
    } finally {
      if (server) await end(server, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    }
    expect(server?.child.exitCode).toBe(0);
  }, 120_000);
});
