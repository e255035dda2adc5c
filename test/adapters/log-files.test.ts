import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLogFiles } from '../../src/adapters/open-log-files.js';
import { LogFileAltered } from '../../src/ports.js';

describe("the log's files in a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-log-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const inFolder = (name: string) => readFile(path.join(folder, name), 'utf8');

  it.each([1, 4095, 4096, 10_000])(
    'get a line in the place of one of %i bytes that a crash cut off',
    async (length) => {
      const files = await openLogFiles({ folder });
      await files.append('lines', 'first');
      await files.append('lines', 'x'.repeat(5000));
      await appendFile(path.join(folder, 'lines'), 'y'.repeat(length));
      await files.append('lines', 'last');
      expect(await inFolder('lines')).toBe(`first\n${'x'.repeat(5000)}\nlast\n`);
    },
  );

  it('begin with the first line where a crash cut that off', async () => {
    const files = await openLogFiles({ folder });
    await appendFile(path.join(folder, 'lines'), 'y'.repeat(9000));
    await files.append('lines', 'first');
    expect(await inFolder('lines')).toBe('first\n');
  });

  it('never change, and name the one for which other bytes come', async () => {
    const files = await openLogFiles({ folder });
    const tile = { path: 'tile/0/000', bytes: Uint8Array.of(1, 2, 3) };
    await files.keep([tile]);
    await files.keep([tile]);
    await expect(files.keep([{ ...tile, bytes: Uint8Array.of(1, 2, 4) }])).rejects.toThrow(
      new LogFileAltered('tile/0/000'),
    );
    expect(await files.read('tile/0/000')).toEqual(Buffer.of(1, 2, 3));
  });

  it('are streamed, and said to be absent where they are', async () => {
    const files = await openLogFiles({ folder });
    await files.append('lines', 'x'.repeat(100_000));
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await files.stream('lines')) ?? []) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).toString()).toBe(`${'x'.repeat(100_000)}\n`);
    expect(await files.stream('others')).toBeNull();
  });
});
