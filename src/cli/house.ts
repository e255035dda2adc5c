import { readConfig } from '../config.js';
import { textOption, WrongUsage, type Call } from './command.js';
import { openClient, type Client } from './client.js';
import { withProgress } from './progress.js';

export const SERVER_OPTION = { server: { type: 'string' } } as const;

export const SERVER_HELP =
  '--server URL  The server to talk to; without one the data folder itself is opened (DATA_DIR, ./data).';

/**
 * Runs a command against a server. Without --server the house is opened here and served to this command alone, so
 * that there is one way of doing everything.
 */
export async function withServer<T>(
  { options, terminal }: Pick<Call, 'options' | 'terminal'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const server = textOption(options, 'server');
  if (server !== undefined) return work(openClient(readServer(server)));
  // Only now: a command that talks to a server starts in half the time without them.
  const { openAdapters } = await import('../adapters/open-adapters.js');
  const { serve } = await import('../api/serve.js');
  const config = readConfig();
  const ports = await withProgress(terminal, 'Opening the data folder', () => openAdapters(config));
  try {
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port || 4000}`;
    const serving = await serve(ports, {
      ...config,
      port: 0,
      publicUrl,
      onError: (error) => terminal.err(`${String(error)}\n`),
    });
    try {
      return await work(openClient(serving.url, publicUrl));
    } finally {
      await withProgress(terminal, 'Signing and anchoring the checkpoint', () => serving.close());
    }
  } finally {
    await ports.close();
  }
}

/** An address of the web; one that is none would only be called unreachable. */
function readServer(text: string): string {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isWeb)
    throw new WrongUsage(
      `--server is ${JSON.stringify(text)}; it must be a URL, such as http://localhost:4000.`,
    );
  return text;
}
