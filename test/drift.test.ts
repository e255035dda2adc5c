import { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectPath } from '../src/adapters/project-path.js';
import { generatedFiles } from '../scripts/generated-files.js';

describe('generated files', () => {
  it('are what npm run generate writes', async () => {
    const generated = await generatedFiles();
    for (const [name, content] of generated) {
      expect({ name, content: await readFile(projectPath(name), 'utf8') }).toEqual({ name, content });
    }
    const statements = (await readdir(projectPath('schema/statements'))).map(
      (name) => `schema/statements/${name}`,
    );
    expect(statements.filter((name) => !generated.has(name))).toEqual([]);
  }, 120_000);
});

describe('npm run torture', () => {
  it('names each suite of which npm test leaves something to it', async () => {
    const torture = await readFile(projectPath('scripts/torture.mjs'), 'utf8');
    const suites = (await readdir(projectPath('test'), { recursive: true }))
      .map((name) => `test/${name.replaceAll(path.sep, '/')}`)
      .filter((name) => name.endsWith('.test.ts') && name !== 'test/drift.test.ts');
    const unnamed: string[] = [];
    for (const suite of suites) {
      const text = await readFile(projectPath(suite), 'utf8');
      const isPart = /\balone: '|\bshare\.it\(|\bshare\(|_SHARE\b|TORTURE_ROUNDS/.test(text);
      const isNamed = torture.includes(`'${suite}'`) || suite.startsWith('test/torture/');
      if (isPart && !isNamed) unnamed.push(suite);
    }
    // Its shares are of title.
    expect(unnamed).toEqual(['test/title/ownership.test.ts']);
  });
});

describe('compiled assembly', () => {
  it('is what its sources give', () => {
    // By itself: the compiler replaces parts of the language that a test of Jest shares with others.
    const compile = spawnSync(process.execPath, ['scripts/compile-assembly.mjs', '--check'], {
      cwd: projectPath(),
      encoding: 'utf8',
    });
    expect([compile.status, compile.stderr]).toEqual([0, '']);
  }, 120_000);
});

describe('questions of the pages', () => {
  it('are what their .graphql files and the schema give', () => {
    const check = spawnSync(process.execPath, ['scripts/generate-questions.mjs', '--check'], {
      cwd: projectPath(),
      encoding: 'utf8',
    });
    expect([check.status, check.stderr]).toEqual([0, '']);
  }, 120_000);
});

describe('schema/schema.graphql', () => {
  it("passes @graphql-eslint's rules for schemas and for Relay", async () => {
    const eslint = new ESLint({
      cwd: projectPath(),
      overrideConfigFile: projectPath('scripts/eslint.config.mjs'),
    });
    const results = await eslint.lintFiles(['schema/schema.graphql']);
    expect(results).toHaveLength(1);
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  }, 120_000);
});
