// npm test: sets up what is missing, then format, lint, types, and every suite. The last line counts the tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, setUp } from './set-up.mjs';

await setUp();

const { findChromium } = await import('./find-chromium.mjs');
const chromium = findChromium();
const { postgresUrl } = await import('./find-postgres.mjs');
const inModules = (...parts) => path.join(ROOT, 'node_modules', ...parts);
const node = process.execPath;
const chosen = process.argv.slice(2);

/** What is checked before the suites; left out when only some suites are wanted. */
const CHECKS = [
  ['format', [inModules('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  [
    'lint',
    // AssemblyScript is written as TypeScript is, and means other things.
    [
      inModules('oxlint', 'bin', 'oxlint'),
      '-c',
      'scripts/oxlint.json',
      '--type-aware',
      '--deny-warnings',
      '--ignore-pattern',
      'src/originality/assembly/**',
    ],
  ],
  ['types', [inModules('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json']],
  ['types of the pages', [inModules('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'src/web/tsconfig.json']],
  [
    'types of the verifier',
    [inModules('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'src/web/verifier/tsconfig.json'],
  ],
];

const failed = [];
for (const [name, args] of chosen.length > 0 ? [] : CHECKS) {
  console.log(`— ${name}`);
  if (spawnSync(node, args, { cwd: ROOT, stdio: 'inherit' }).status !== 0) failed.push(name);
}

const folder = mkdtempSync(path.join(tmpdir(), 'raisonne-test-'));
const report = path.join(folder, 'report.json');
const url = await postgresUrl();
console.log(
  url
    ? '— suites, on PGlite and on PostgreSQL'
    : '— suites, on PGlite; no PostgreSQL answers at 127.0.0.1:5432',
);
const jest = spawnSync(
  node,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    // PGlite is compiled in every suite, and in none does it run long enough to earn what optimizing it costs.
    '--liftoff-only',
    inModules('jest', 'bin', 'jest.js'),
    '-c',
    'scripts/jest.config.mjs',
    '--json',
    '--outputFile',
    report,
    ...chosen,
  ],
  {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      TEST_POSTGRES_URL: url ?? '',
      CHROMIUM: chromium,
      DATA_DIR: path.join(folder, 'data'),
    },
  },
);

const counts = readCounts();
rmSync(folder, { recursive: true, force: true });
for (const name of failed) console.log(`${name} failed`);
const failures = counts.failed + failed.length + (jest.status !== 0 && counts.failed === 0 ? 1 : 0);
console.log(`${counts.passed} passed, ${failures} failed, ${counts.skipped} skipped`);
process.exitCode = failures > 0 ? 1 : 0;

function readCounts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
    };
  } catch (error) {
    console.error(`Jest left no report: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
