import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { serve } from '../../src/api/serve.js';
import { runCommand } from '../../src/cli/run-command.js';
import { readConfig } from '../../src/config.js';

/** What a command line came to. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A folder to work in, with a server on a data folder within it. */
export interface TestServer {
  readonly folder: string;
  readonly dataDir: string;
  readonly url: string;
  close(): Promise<void>;
}

/** `environment` is configured besides. */
export async function aServer(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-cli-'));
  const dataDir = path.join(folder, 'data');
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...environment });
  const ports = await openAdapters(config);
  const serving = await serve(ports, { ...config, onError: (error) => console.error(error) });
  return {
    folder,
    dataDir,
    url: serving.url,
    close: async () => {
      await serving.close();
      await ports.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a command line as in a shell, with these environment variables and no terminal. */
export async function raisonne(
  line: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  /** What somebody at the terminal types when asked; null where nobody sits there. */
  typed: string | null = null,
): Promise<Ran> {
  const before = { ...process.env };
  const written = { out: '', err: '' };
  Object.assign(process.env, environment);
  try {
    const exitCode = await runCommand(line, {
      out: (text) => (written.out += `${text}\n`),
      err: (text) => (written.err += text),
      isInteractive: false,
      ask: typed === null ? null : async () => typed,
    });
    return { exitCode, ...written };
  } finally {
    for (const name of Object.keys(environment)) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
