#!/usr/bin/env node
import { setUp } from './set-up.mjs';

await setUp();
const { runCommand } = await import('../dist/src/cli/run-command.js');
process.exitCode = await runCommand(process.argv.slice(2));
