import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
  const withFile = async (
    file: string,
    change: (bytes: Buffer) => Buffer | null,
    expected: readonly string[],
  ): Promise<void> => {
    const before = await readFile(file);
    const after = change(Buffer.from(before));
    if (after) await writeFile(file, after);
    else await rm(file);
    try {
      expect(await found()).toEqual(expected);
    } finally {
      await writeFile(file, before);
    }
  };
  const flipped =
    (at: number) =>
    (bytes: Buffer): Buffer => {
      const place = at < 0 ? bytes.length + at : at;
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      return bytes;
    };
  const gone = (): null => null;

  it.each([
    ['a full tile', 'tile/0/000', 'TILE'],
    ['a partial tile', 'tile/0/001.p/11', 'TILE'],
    ['a tile of the next level', 'tile/1/000.p/1', 'TILE'],
    ['a full bundle', 'tile/entries/000', 'BUNDLE'],
    ['a partial bundle', 'tile/entries/001.p/11', 'BUNDLE'],
  ])('names %s that is altered, cut, too long or missing', async (_, name, sort) => {
    const damaged = [`${sort}_DAMAGED ${name}`];
    await withFile(logFile(name), flipped(0), damaged);
    await withFile(logFile(name), flipped(-1), damaged);
    await withFile(logFile(name), (bytes) => bytes.subarray(0, -1), damaged);
    await withFile(logFile(name), (bytes) => Buffer.concat([bytes, Buffer.alloc(32)]), damaged);
    await withFile(logFile(name), gone, [`${sort}_MISSING ${name}`]);
  });

  it('names a tile of an earlier checkpoint that is altered, and one that no log of this size has', async () => {
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
