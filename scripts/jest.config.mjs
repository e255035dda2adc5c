import { availableParallelism } from 'node:os';

/** Run by scripts/test.mjs with --experimental-vm-modules, because the source is ESM. */
export default {
  testTimeout: 60_000,
  // One more than there are cores: many suites wait for processes of their own.
  maxWorkers: availableParallelism() + 1,
  rootDir: '..',
  testSequencer: './scripts/longest-first.mjs',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/contracts/out/'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
