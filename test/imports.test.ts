import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../src/adapters/project-path.js';

interface Import {
  /** As written, or the path within src for our own files, without its ending. */
  readonly of: string;
  readonly isTypeOnly: boolean;
}

interface Source {
  /** Path within src, such as works/work.ts. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const SRC = projectPath('src');
const IMPORT =
  /^(?:import|export)\s(type\s)?[^'"]*?from\s'([^']+)'|^import\s'([^']+)'|\bimport\('([^']+)'\)/gm;

const SOURCES: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const text = readFileSync(path.join(SRC, name), 'utf8');
    const imports = [...text.matchAll(IMPORT)].map(([, type, from, alone, dynamic]) => {
      const written = from ?? alone ?? dynamic ?? '';
      const own = path.posix.join(path.posix.dirname(name), written).replace(/\.js$/, '.ts');
      return { of: written.startsWith('.') ? own : written, isTypeOnly: type !== undefined };
    });
    return { name, text, imports };
  });

const isIn = (folder: string) => (name: string) => name.startsWith(`${folder}/`);
const isGraphql = (name: string) => name.endsWith('.graphql.ts');
const isStore = (name: string) => name.endsWith('-store.ts');
const isEdge = (name: string) =>
  ['adapters', 'api', 'cli'].some((folder) => isIn(folder)(name)) || !name.includes('/');
/** Rules and use cases: what a subject is, without its tables and its API. */
const isCore = (name: string) => !isEdge(name) && !isIn('lib')(name) && !isGraphql(name) && !isStore(name);

/** What breaks a rule, as "file → import". */
const breaches = (
  who: (name: string) => boolean,
  isForbidden: (one: Import, by: Source) => boolean,
): string[] =>
  SOURCES.filter(({ name }) => who(name)).flatMap((source) =>
    source.imports.filter((one) => isForbidden(one, source)).map(({ of }) => `${source.name} → ${of}`),
  );

describe('the import rule', () => {
  it('reads every file and its imports', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(SOURCES.find(({ name }) => name === 'works/register-work.ts')?.imports).toContainEqual({
      of: 'works/work-store.ts',
      isTypeOnly: false,
    });
  });

  it('lets lib import lib alone', () => {
    expect(breaches(isIn('lib'), ({ of }) => of.endsWith('.ts') && !isIn('lib')(of))).toEqual([]);
  });

  it('keeps files and sockets to the adapters, to commands for the files that a person names, and to the server', () => {
    const system = /^node:(fs|http|https|net|child_process|worker_threads)/;
    const mayUse = (name: string) => isIn('adapters')(name) || isIn('cli')(name) || name === 'api/serve.ts';
    expect(
      breaches(
        (name) => !mayUse(name),
        ({ of }) => system.test(of),
      ),
    ).toEqual([]);
    expect(
      breaches(
        (name) => name === 'api/serve.ts',
        ({ of }) => of.startsWith('node:fs'),
      ),
    ).toEqual([]);
  });

  it('keeps typeorm to adapters and stores; ports names its type', () => {
    const mayUse = (name: string) => isIn('adapters')(name) || isStore(name);
    expect(
      breaches(
        (name) => !mayUse(name),
        ({ of, isTypeOnly }) => of === 'typeorm' && !isTypeOnly,
      ),
    ).toEqual([]);
    expect(
      breaches(
        (name) => !mayUse(name) && name !== 'ports.ts',
        ({ of }) => of === 'typeorm',
      ),
    ).toEqual([]);
  });

  it("keeps ethers' provider to the adapters", () => {
    expect(
      SOURCES.filter(({ name, text }) => !isIn('adapters')(name) && /\bJsonRpcProvider\b/.test(text)).map(
        ({ name }) => name,
      ),
    ).toEqual([]);
  });

  it('lets only main and the commands open adapters', () => {
    const mayUse = (name: string) => isIn('adapters')(name) || isIn('cli')(name) || name === 'main.ts';
    expect(
      breaches(
        (name) => !mayUse(name),
        ({ of }) => isIn('adapters')(of),
      ),
    ).toEqual([]);
  });

  it('lets rules, use cases and stores know nothing of the API and the commands', () => {
    const isOutside = (name: string) =>
      isIn('api')(name) || isIn('cli')(name) || isGraphql(name) || name === 'type-graphql';
    expect(
      breaches(
        (name) => isCore(name) || isStore(name),
        ({ of }) => isOutside(of),
      ),
    ).toEqual([]);
  });

  it('lets the API of a subject reach tables only through use cases and loaders', () => {
    expect(breaches(isGraphql, ({ of, isTypeOnly }) => isStore(of) && !isTypeOnly)).toEqual([]);
  });

  it('lets config.ts alone read the environment', () => {
    expect(
      SOURCES.filter(({ name, text }) => name !== 'config.ts' && text.includes('process.env')).map(
        ({ name }) => name,
      ),
    ).toEqual([]);
  });

  it('has no default exports and no barrel files', () => {
    expect(SOURCES.filter(({ text }) => /^export default\b/m.test(text)).map(({ name }) => name)).toEqual([]);
    expect(
      SOURCES.filter(
        ({ name, text }) => path.basename(name) === 'index.ts' || /^export \* from/m.test(text),
      ).map(({ name }) => name),
    ).toEqual([]);
  });
});
