import { build, install } from './set-up.mjs';

install();
await build();
const { runCommand } = await import('../dist/src/cli/run-command.js');
process.exitCode = await runCommand(['serve']);
