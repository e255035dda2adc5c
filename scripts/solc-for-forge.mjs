#!/usr/bin/env node
/** solc-js in the shape that forge calls a compiler: `--version`, or standard JSON on standard input. */
import { readFileSync } from 'node:fs';
import solc from 'solc';

if (process.argv.includes('--version')) {
  // Forge reads a platform at the end of the version and refuses solc-js's own "Emscripten.clang".
  const version = solc.version().replace(/\.Emscripten\.clang$/, '');
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}.Linux.g++\n`);
} else {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
}
