import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectPath } from '../src/adapters/project-path.js';

/**
 * The import rule of the design, file by file. A file is of one sort by its name and its place; a sort may import
 * certain sorts and certain packages.
 */
type Sort =
  | 'main'
  | 'config'
  | 'ports'
  | 'adapters'
  | 'cli'
  | 'api'
  | 'lib'
  | 'store'
  | 'graphql'
  | 'core' // rules (nouns) and use cases (verbs): which of the two a name is, no test can see
  | 'migrations'
  | 'web';

interface Import {
  readonly file: string;
  /** A path from the root of the project, or the name of a package. */
  readonly target: string;
  readonly isTypeOnly: boolean;
}

/** Whom each sort may import; its own sort and lib always. */
const MAY_IMPORT: Readonly<Record<Sort, readonly Sort[]>> = {
  lib: [],
  ports: ['core'],
  core: ['store'],
  store: ['core'],
  graphql: ['core', 'api'],
  // The loaders read the stores: they are what makes a list cost a fixed number of SQL statements.
  api: ['core', 'store', 'graphql'],
  adapters: ['core', 'store', 'ports', 'migrations'],
  cli: ['core', 'adapters', 'api', 'config', 'main'],
  main: ['adapters', 'api', 'config'],
  config: [],
  migrations: [],
  web: [],
};

/** Whose types besides. */
const MAY_IMPORT_TYPES: Readonly<Partial<Record<Sort, readonly Sort[]>>> = {
  core: ['ports'],
  store: ['ports'],
  graphql: ['ports', 'store'],
  api: ['ports'],
  cli: ['ports'],
  adapters: ['config'],
};

/** What the rule does not foresee and is right all the same, each with its reason. */
const EXCEPTIONS: readonly { readonly file: RegExp; readonly target: RegExp; readonly why: string }[] = [
  {
    file: /^src\/web\/verifier\//,
    target: /^src\/evidence\//,
    why: 'the page that verifies from disk is the pure verifier, which is made for browsers',
  },
  {
    file: /^src\/web\/verify\//,
    target: /^src\/evidence\/(evidence-report|report-groups)\.ts$/,
    why: 'the page that verifies shows the report of the pure verifier',
  },
  {
    file: /^src\/web\/(keys\/browser-signer|sign\/(sign-statement|accept-place))\.ts$/,
    target: /^src\/(register\/(typed-data|statement)|people\/key-acceptance)\.ts$/,
    why: 'what a key signs in the browser is made by the code by which the register checks it',
  },
  {
    file: /^src\/web\/(act|mine|person|register|work)\//,
    target: /^src\/(claims\/disputes\/stand-in-words|originality\/derivation-ways|title\/edtf-bounds)\.ts$/,
    why: 'what a word of the trade or a date means is said once, and in pages it means the same',
  },
  {
    file: /^src\/web\/(disclose\/|work\/export)/,
    target: /^src\/(disclosure|evidence)\//,
    why: 'what is disclosed is put into a package in the browser, by the code by which the commands do it',
  },
  {
    file: /^src\/web\/register\/(draft|private-fields)\.ts$/,
    target: /^src\/disclosure\/private-claim\.ts$/,
    why: 'what is committed to in the browser is hidden by the code by which the commands hide it',
  },
  {
    file: /^src\/(evidence\/verify-work|originality\/keep-comparing|api\/file-route|register\/(fsck\/check-(statement|files)|bring-content|integrate))\.ts$/,
    target: /^src\/ports\.ts$/,
    why: 'ports.ts declares the errors that content stores and log files throw; a report, an answer and a halt tell them from an outage',
  },
];

function sortOf(file: string): Sort {
  const [top = '', second = ''] = file.split('/');
  if (top === 'migrations') return 'migrations';
  if (file === 'src/main.ts') return 'main';
  if (file === 'src/config.ts') return 'config';
  if (file === 'src/ports.ts') return 'ports';
  if (file.endsWith('.graphql.ts')) return 'graphql';
  if (second === 'adapters' || second === 'cli' || second === 'api' || second === 'lib' || second === 'web')
    return second;
  return file.endsWith('-store.ts') ? 'store' : 'core';
}

async function sources(): Promise<string[]> {
  const found = await readdir(projectPath('src'), { recursive: true });
  return found.filter((name) => /\.tsx?$/.test(name)).map((name) => `src/${name.replaceAll(path.sep, '/')}`);
}

/** `import … from`, `export … from` and `import()`, as Prettier writes them. */
const STATEMENT = /^(import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)';|import\('([^']+)'\)/gm;

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(projectPath(file), 'utf8');
  return [...text.matchAll(STATEMENT)].map(([, , type, names, from, dynamic]) => {
    const named = from ?? dynamic ?? '';
    const target = named.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), named).replace(/\.js$/, '.ts')
      : named;
    const each = (names ?? '')
      .replaceAll(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const isTypeOnly =
      type !== undefined || (each.length > 0 && each.every((name) => name.startsWith('type ')));
    return { file, target, isTypeOnly };
  });
}

const isPackage = ({ target }: Import): boolean => !/^(src|migrations)\//.test(target);
const isExcepted = ({ file, target }: Import): boolean =>
  EXCEPTIONS.some((exception) => exception.file.test(file) && exception.target.test(target));
const shown = ({ file, target }: Import): string => `${file} imports ${target}`;

describe('the import rule', () => {
  let imports: Import[];
  beforeAll(async () => {
    imports = (await Promise.all((await sources()).map(importsOf))).flat();
  });

  const expectNone = (isWrong: (one: Import, sort: Sort) => boolean): void => {
    const wrong = imports.filter((one) => isWrong(one, sortOf(one.file)) && !isExcepted(one));
    expect(wrong.map(shown)).toEqual([]);
  };
  const ofPackage = (one: Import, ...names: readonly string[]): boolean =>
    isPackage(one) && names.some((name) => one.target === name || one.target.startsWith(`${name}/`));

  it('is held against every import, be it of one line or of several', () => {
    const wanted = [
      { file: 'src/main.ts', target: 'src/adapters/open-adapters.ts', isTypeOnly: false },
      { file: 'src/register/statement-kinds.ts', target: 'src/register/statement-kind.ts', isTypeOnly: true },
      { file: 'src/register/record-statement.ts', target: 'src/register/statement.ts', isTypeOnly: false },
      { file: 'src/register/checkpoint.graphql.ts', target: 'type-graphql', isTypeOnly: false },
    ];
    expect(imports).toEqual(expect.arrayContaining(wanted));
  });

  it('lets each sort of file import only those that it may', () => {
    expectNone((one, sort) => {
      if (isPackage(one)) return false;
      const target = sortOf(one.target);
      if (target === sort || target === 'lib') return false;
      const allowed = one.isTypeOnly
        ? [...MAY_IMPORT[sort], ...(MAY_IMPORT_TYPES[sort] ?? [])]
        : MAY_IMPORT[sort];
      return !allowed.includes(target);
    });
  });

  it('lets nobody import the adapters but main, the commands and the adapters themselves', () => {
    expectNone(
      (one, sort) =>
        !isPackage(one) && sortOf(one.target) === 'adapters' && !['main', 'cli', 'adapters'].includes(sort),
    );
  });

  it('keeps files and processes to the adapters and the commands', () => {
    expectNone(
      (one, sort) =>
        ofPackage(one, 'node:fs', 'node:child_process', 'node:worker_threads') &&
        !['adapters', 'cli'].includes(sort),
    );
  });

  it('keeps HTTP to the adapters and api/serve.ts', () => {
    expectNone(
      (one, sort) =>
        ofPackage(one, 'node:http', 'node:https', 'node:net', 'express') &&
        !one.isTypeOnly &&
        sort !== 'adapters' &&
        one.file !== 'src/api/serve.ts',
    );
  });

  it('keeps TypeORM to the adapters and the stores, and its types to them and ports.ts', () => {
    expectNone((one, sort) => {
      if (!ofPackage(one, 'typeorm', 'pg', '@electric-sql/pglite')) return false;
      return !(['adapters', 'store', 'migrations'].includes(sort) || (sort === 'ports' && one.isTypeOnly));
    });
  });

  it('keeps type-graphql to the API', () => {
    expectNone(
      (one, sort) => ofPackage(one, 'type-graphql', '@apollo/server') && !['graphql', 'api'].includes(sort),
    );
  });

  it('keeps lib free of what no browser has', () => {
    expectNone((one, sort) => sort === 'lib' && isPackage(one) && one.target.startsWith('node:'));
  });

  it('keeps chains to the adapters: elsewhere ethers only signs and reads signatures', async () => {
    const files = await Promise.all(
      (await sources()).map(async (file) => ({ file, text: await readFile(projectPath(file), 'utf8') })),
    );
    const wrong = files.filter(
      ({ file, text }) =>
        sortOf(file) !== 'adapters' &&
        /\b(JsonRpcProvider|WebSocketProvider|BrowserProvider|getDefaultProvider|Contract)\b[^;]*from 'ethers'/.test(
          text,
        ),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it("tells what does not fit its schema in one place, so that nobody reads zod's own words", async () => {
    const texts = await Promise.all(
      (await sources()).map(async (file) => [file, await readFile(projectPath(file), 'utf8')] as const),
    );
    const telling = texts.filter(([, text]) =>
      /\{[^}]*\berror\b[^}]*\} = [\w.]+\.safeParse|\berror\.issues\b/.test(text),
    );
    expect(telling.map(([file]) => file)).toEqual(['src/lib/read-as.ts']);
  });

  it('knows no default exports and no barrels', async () => {
    const files = await sources();
    expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([]);
    const texts = await Promise.all(
      files.map(async (file) => [file, await readFile(projectPath(file), 'utf8')] as const),
    );
    expect(
      texts
        // Vite wants its configuration so.
        .filter(([file]) => !file.endsWith('/vite.config.ts'))
        .filter(([, text]) => /^export (default\b|\* from|\{[^}]*\} from)/m.test(text))
        .map(([file]) => file),
    ).toEqual([]);
  });

  it('has no exception that nothing needs any more', () => {
    const unused = EXCEPTIONS.filter(
      ({ file, target }) => !imports.some((one) => file.test(one.file) && target.test(one.target)),
    );
    expect(unused).toEqual([]);
  });
});
