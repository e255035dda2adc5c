import { builtPages } from './adapters/built-pages.js';
import { openAdapters } from './adapters/open-adapters.js';
import { serve } from './api/serve.js';
import { readConfig } from './config.js';

/** Configuration, adapters, server: until the process is told to end, and then in order. */
export async function main(): Promise<void> {
  const config = readConfig();
  const ports = await openAdapters(config);
  const serving = await serve(ports, {
    ...config,
    pages: builtPages(),
    onError: (error) => console.error(error),
  }).catch(async (error: unknown) => {
    await ports.close();
    throw error;
  });
  console.log(`Raisonné is ready at ${serving.url}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await serving.close();
  await ports.close();
}
