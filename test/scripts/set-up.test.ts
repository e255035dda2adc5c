import { spawn, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  const installing = (name = 'install') =>
    new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
      const script = `await (await import('./scripts/set-up.mjs')).${name}()`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
      let stderr = '';
      child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stderr }));
    });
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

  it('is installed once by two that begin at once, also after one that was ended in between', async () => {
    await rm(path.join(folder, 'node_modules'), { recursive: true });
    const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
    await mkdir(path.join(folder, '.setting-up'));
    await writeFile(path.join(folder, '.setting-up', 'owner'), String(gone));
    const both = await Promise.all([installing(), installing()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ stderr }) => stderr.includes('Installing'))).toHaveLength(1);
    expect(
      both.filter(({ stderr }) => /^Another command is setting up; waiting.*\n$/.test(stderr)),
    ).toHaveLength(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('.setting-up'))).toEqual([]);
  });

  it('says in a line why it cannot be, and is tried again', async () => {
    const manifest = path.join(folder, 'package.json');
    const text = await readFile(manifest, 'utf8');
    await rm(path.join(folder, 'node_modules'), { recursive: true });
    await writeFile(manifest, text.replace('needed-2', 'needed-3'));
    const { code, stderr } = await installing('setUp');
    expect(code).toBe(1);
    expect(stderr).toContain('raisonne: it could not be set up: npm ci');
    expect(stderr).not.toMatch(/^ +at /m);
    await writeFile(manifest, text);
    expect(install()).toContain('Installing');
  });
});
