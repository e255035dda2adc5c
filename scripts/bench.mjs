// npm run bench -- NAME [--json]: sets up what is missing, then runs one benchmark beside its peer.
import { setUp } from './set-up.mjs';

await setUp();
const { postgresUrl } = await import('./find-postgres.mjs');
if (process.argv[2] === 'pages')
  process.env['CHROMIUM'] = (await import('./find-chromium.mjs')).findChromium();
const { runBench } = await import('../dist/scripts/bench/run-bench.js');
process.exitCode = await runBench(process.argv.slice(2), { postgresUrl: await postgresUrl() });
