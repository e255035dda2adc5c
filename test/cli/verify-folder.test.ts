import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderOf } from '../../src/evidence/package-format.js';
import { aRecord, bagOf, zipOf } from '../evidence/a-package.js';
import { run } from './terminal.js';

describe('verify of an unpacked package', () => {
  let top: string;
  let files: Map<string, Uint8Array>;
  let zip: Uint8Array;
  let folder: string;
  beforeAll(async () => {
    top = await mkdtemp(path.join(tmpdir(), 'raisonne-folder-'));
    const record = await aRecord();
    files = await bagOf(record);
    zip = await zipOf(files, record.work);
    folder = folderOf(record.work);
  });
  afterAll(() => rm(top, { recursive: true, force: true }));

  let at = 0;
  /** The package unpacked into a new folder, as a program that unpacks would; gives the folder in which its folder is. */
  const unpacked = async (): Promise<string> => {
    at += 1;
    const into = path.join(top, String(at));
    for (const [name, bytes] of files) {
      const file = path.join(into, folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    return into;
  };
  const verified = async (where: string) => {
    const { code, out } = await run(['verify', where, '--json']);
    const { axes } = JSON.parse(out) as {
      axes: Record<string, { result: string; checks: { detail: string; result: string }[] }>;
    }; // as --help says
    const failed = Object.values(axes).flatMap(({ checks }) =>
      checks.filter(({ result }) => result === 'failed'),
    );
    return { code, bytes: axes['bytes']?.result, failed: failed.map(({ detail }) => detail) };
  };

  it('passes, of the bag itself or of the folder in which it alone is', async () => {
    const into = await unpacked();
    for (const where of [into, path.join(into, folder)])
      expect(await verified(where)).toEqual({ code: 0, bytes: 'passed', failed: [] });
  });

  it('tells people what held at signing, and apart from that what changed since', async () => {
    const { out } = await run(['verify', await unpacked()]);
    const [sentence, signing, today] = out.split('\n\n');
    expect(sentence).toMatch(/^Nothing failed\. Passed: bytes, .* Not checked: anchor\. .* names\.$/);
    expect(signing).toMatch(
      /^At signing: .*\n {2}bytes {7}passed \(\d+ checks passed\)\n {2}signatures {2}passed/,
    );
    expect(today).toMatch(/^Today: .*\n {2}bytes {7}passed/);
    expect(today).toContain('Withdrawn since: Its signers withdrew from it: by 0x');
  });

  it('names a file that was altered, and one that was added', async () => {
    const into = path.join(await unpacked(), folder);
    await writeFile(path.join(into, 'data', 'checkpoint.txt'), 'x');
    await writeFile(path.join(into, '.DS_Store'), 'x');
    const { code, failed } = await verified(into);
    expect(code).toBe(1);
    expect(failed.join('\n')).toContain('File managers leave some; delete it');
    expect(failed.join('\n')).toContain('Its checksum is wrong');
  });

  it('refuses symbolic links, be they of files or of folders, and follows none', async () => {
    for (const name of ['data/link', 'data/files']) {
      const into = path.join(await unpacked(), folder);
      await rm(path.join(into, name), { recursive: true, force: true });
      await symlink('/etc', path.join(into, name));
      expect(await verified(into)).toEqual({
        code: 1,
        bytes: 'failed',
        failed: [`${name} is a symbolic link: a package has none, and none is followed.`],
      });
    }
  });

  it('refuses what is no plain file', async () => {
    const into = path.join(await unpacked(), folder);
    execFileSync('mkfifo', [path.join(into, 'data', 'pipe')]);
    expect(await verified(into)).toMatchObject({ code: 1, failed: ['data/pipe is no plain file.'] });
  });

  it('refuses a folder that is deeper than any package, or empty, or no package at all', async () => {
    const deep = path.join(await unpacked(), folder);
    await mkdir(path.join(deep, 'data/a/b/c/d/e/f/g/h'), { recursive: true });
    expect((await verified(deep)).failed).toEqual([expect.stringContaining('is deeper than a package is')]);
    const empty = path.join(top, 'empty');
    await mkdir(empty);
    expect(await verified(empty)).toMatchObject({ code: 1, bytes: 'failed' });
  });

  it('is asked for where a single file is given that no register signed', async () => {
    for (const name of ['data/documents/record.json', 'data/README.txt', 'data/checkpoint.txt']) {
      const file = path.join(await unpacked(), folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, files.get(name) ?? '{}');
      expect(await run(['verify', file])).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(
          / is no evidence package, .+ the whole package: .+ \(NOT_VERIFIABLE\)\n$/,
        ) as string,
      });
    }
    for (const place of [0, zip.length - 22]) {
      const altered = zip.slice();
      altered[place] = 0;
      const file = path.join(top, `altered-${place}.zip`);
      await writeFile(file, altered);
      expect(await verified(file)).toMatchObject({ code: 1, bytes: 'failed' });
    }
  });

  it('is named to whoever gives a zip that another program packed', async () => {
    const file = path.join(top, 'own.zip');
    await writeFile(file, zip);
    expect(await run(['verify', file])).toMatchObject({ code: 0 });
    const { zipSync } = await import('fflate');
    const packed = Object.fromEntries([...files].map(([name, bytes]) => [`${folder}/${name}`, bytes]));
    await writeFile(file, zipSync(packed));
    expect(await run(['verify', file])).toMatchObject({
      code: 1,
      out: expect.stringContaining('unpack it and verify the folder (raisonne verify FOLDER)') as string,
    });
  });
});
