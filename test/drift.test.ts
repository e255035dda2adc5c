import { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
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
