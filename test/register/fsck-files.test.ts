import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packEntries, unpackEntries } from '../../src/register/entry-bundle.js';
import { HASH_BYTES } from '../../src/register/tiles.js';
import { anArchive, blockFile, fillArchive, type Archive } from './an-archive.js';
import { findingsIn } from './findings-in.js';

// The files are the same beside each database.
describe('fsck of files', () => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await anArchive();
    await fillArchive(archive.ports, { more: 260 });
  });
  afterAll(() => archive.close());

  const found = (): Promise<string[]> => findingsIn(archive.ports);
  const one = async (sql: string): Promise<string> => {
    const [row] = await archive.ports.database.tables.query<{ cid: string }[]>(sql);
    return row?.cid ?? '';
  };
  const logFile = (name: string): string => path.join(archive.dataDir, 'log', ...name.split('/'));
  const withFiles = async (
    files: readonly string[],
    change: (bytes: Buffer) => Buffer | null,
    expected: readonly string[],
  ): Promise<void> => {
    const before = await Promise.all(files.map((file) => readFile(file)));
    for (const [at, file] of files.entries()) {
      const after = change(Buffer.from(before[at] ?? []));
      if (after) await writeFile(file, after);
      else await rm(file);
    }
    try {
      expect((await found()).toSorted()).toEqual(expected.toSorted());
    } finally {
      for (const [at, file] of files.entries()) await writeFile(file, before[at] ?? '');
    }
  };
  const withFile = (file: string, change: (bytes: Buffer) => Buffer | null, expected: readonly string[]) =>
    withFiles([file], change, expected);
  const flipped =
    (at: number) =>
    (bytes: Buffer): Buffer => {
      const place = at < 0 ? bytes.length + at : at;
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      return bytes;
    };
  const gone = (): null => null;

  it.each([
    ['tiles: a full, a partial one, and one of the next level', 'TILE', ['0/000', '0/001.p/11', '1/000.p/1']],
    ['bundles: a full and a partial one', 'BUNDLE', ['entries/000', 'entries/001.p/11']],
  ])('names %s, that are altered, cut, too long or missing', async (_, sort, places) => {
    const names = places.map((place) => `tile/${place}`);
    const files = names.map(logFile);
    const damaged = names.map((name) => `${sort}_DAMAGED ${name}`);
    await withFiles(files, flipped(0), damaged);
    await withFiles(files, flipped(-1), damaged);
    await withFiles(files, (bytes) => bytes.subarray(0, -1), damaged);
    await withFiles(files, (bytes) => Buffer.concat([bytes, Buffer.alloc(32)]), damaged);
    await withFiles(
      files,
      gone,
      names.map((name) => `${sort}_MISSING ${name}`),
    );
  });

  it('names a tile of an earlier checkpoint that is altered, and one that no log of this size has', async () => {
    // As a log or a backup keeps them that did not take out what is full since.
    const tile = await readFile(logFile('tile/0/000'));
    const entries = unpackEntries(await readFile(logFile('tile/entries/000')));
    await mkdir(logFile('tile/0/000.p'));
    await writeFile(logFile('tile/0/000.p/3'), tile.subarray(0, 3 * HASH_BYTES));
    await mkdir(logFile('tile/entries/000.p'));
    await writeFile(logFile('tile/entries/000.p/5'), packEntries(entries.slice(0, 5)));
    expect(await found()).toEqual([]);
    await withFile(logFile('tile/0/000.p/3'), flipped(70), ['TILE_DAMAGED tile/0/000.p/3']);
    await withFile(logFile('tile/entries/000.p/5'), flipped(9), ['BUNDLE_DAMAGED tile/entries/000.p/5']);
    await writeFile(logFile('tile/0/009'), '');
    await writeFile(logFile('tile/0/note.txt'), '');
    expect((await found()).toSorted()).toEqual([
      'LOG_FILE_SURPLUS tile/0/009',
      'LOG_FILE_SURPLUS tile/0/note.txt',
    ]);
    await rm(logFile('tile/0/009'));
    await rm(logFile('tile/0/note.txt'));
  });

  it('names the checkpoint, and each line of all checkpoints, that is altered or missing', async () => {
    await withFile(logFile('checkpoint'), flipped(3), ['CHECKPOINT_DAMAGED checkpoint']);
    await withFile(logFile('checkpoint'), flipped(-4), ['CHECKPOINT_DAMAGED checkpoint']);
    await withFile(logFile('checkpoint'), gone, ['CHECKPOINT_MISSING checkpoint']);
    const lines = await readFile(logFile('checkpoints.jsonl'), 'utf8');
    const [first = '', second = ''] = lines.split('\n');
    const shown = (JSON.parse(first) as { note: string }).note;
    await withFile(logFile('checkpoint'), () => Buffer.from(shown), ['CHECKPOINT_BEHIND checkpoint']);
    const file = logFile('checkpoints.jsonl');
    // A line that is not believed is as if it were missing, and its row says that it was there.
    await withFile(file, flipped(12), [
      'CHECKPOINT_LINE_DAMAGED checkpoints.jsonl:1',
      'CHECKPOINT_LINE_MISSING checkpoints.jsonl 3',
    ]);
    await withFile(file, flipped(first.length + 1 + second.length - 9), [
      'CHECKPOINT_LINE_DAMAGED checkpoints.jsonl:2',
      'CHECKPOINT_LINE_MISSING checkpoints.jsonl 5',
    ]);
    const inAnotherYear = (bytes: Buffer) =>
      Buffer.from(bytes.toString().replace('"signedAt":"20', '"signedAt":"21'));
    await withFile(file, inAnotherYear, ['CHECKPOINT_ROW_DIFFERS checkpoints 3']);
    await withFile(file, (bytes) => bytes.subarray(0, -1), ['CHECKPOINT_LINE_MISSING checkpoints.jsonl 267']);
    // A process that died between the line and the checkpoint writes the line again.
    await withFile(file, (bytes) => Buffer.concat([bytes, Buffer.from(`${lines.split('\n').at(-2)}\n`)]), []);
  });

  it('names a statement whose block is damaged or missing, and a file whose bytes are', async () => {
    const cid = await one('SELECT cid FROM log_statements WHERE index = 4');
    await withFile(blockFile(archive.dataDir, cid), flipped(20), [`STATEMENT_DAMAGED ${cid}`]);
    await withFile(blockFile(archive.dataDir, cid), gone, [`STATEMENT_MISSING ${cid}`]);
    const picture = await one('SELECT cid FROM files ORDER BY cid LIMIT 1');
    await withFile(blockFile(archive.dataDir, picture), flipped(50), [`FILE_DAMAGED ${picture}`]);
    await withFile(blockFile(archive.dataDir, picture), gone, [`FILE_MISSING ${picture}`]);
  });
});
