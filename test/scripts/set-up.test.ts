import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../../src/adapters/project-path.js';

describe('what npm start installs', () => {
  let folder: string;
  const run = (program: string, ...args: string[]): string => {
    const { status, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
    return stderr;
  };
  const install = () =>
    run(process.execPath, '--input-type=module', '-e', "(await import('./scripts/set-up.mjs')).install()");
  const write = (name: string, content: object) =>
    writeFile(path.join(folder, name), JSON.stringify(content));
  /** A version of the one package that is needed, packed and in the lock file. */
  const lock = async (version: string) => {
    await write('needed/package.json', { name: 'needed', version });
    run('npm', 'pack', './needed');
    await write('package.json', {
      name: 'needing',
      version: '1.0.0',
      dependencies: { needed: `file:needed-${version}.tgz` },
      optionalDependencies: { elsewhere: 'file:elsewhere-1.0.0.tgz' },
    });
    run('npm', 'install', '--package-lock-only', '--offline', '--no-audit');
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-set-up-'));
    for (const name of ['scripts', 'needed', 'elsewhere']) await mkdir(path.join(folder, name));
    await copyFile(projectPath('scripts', 'set-up.mjs'), path.join(folder, 'scripts', 'set-up.mjs'));
    await write('elsewhere/package.json', { name: 'elsewhere', version: '1.0.0', os: ['nowhere'] });
    run('npm', 'pack', './elsewhere');
    await lock('1.0.0');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is nothing after npm ci, though a package for another machine is left out', () => {
    run('npm', 'ci', '--offline', '--no-audit');
    expect(install()).not.toContain('Installing');
  });

  it('is everything where nothing is, or another version, and only once', async () => {
    await rm(path.join(folder, 'node_modules'), { recursive: true });
    expect(install()).toContain('Installing what is missing');
    await lock('2.0.0');
    expect(install()).toContain('Installing what is missing');
    const needed = await readFile(path.join(folder, 'node_modules', 'needed', 'package.json'), 'utf8');
    expect(JSON.parse(needed)).toMatchObject({ version: '2.0.0' });
    expect(install()).not.toContain('Installing');
  });
});
