import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recorderInHouse } from '../register/a-register.js';
import { describeArchives, fillArchive, publishAll, type Archive } from '../register/an-archive.js';
import { ALL_TABLES, dump } from '../register/tables.js';
import { fsck } from '../../src/register/fsck/fsck.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { saveTimestamp } from '../../src/register/timestamp-store.js';
import { reportsAfter, saveReport } from '../../src/claims/reports/report-store.js';
import { noticesOfFiles, saveNotice } from '../../src/works/display/display-store.js';
import { withheldBy } from '../../src/works/display/display-notice.js';
import type { Tables } from '../../src/ports.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { raisonne, type Ran } from './a-server.js';

/** What is of the register: not what is on its way in, nor who holds a lease. */
const REGISTER = ALL_TABLES.filter(
  (name) => !['uploads', 'anchor_senders', 'witness_reports'].includes(name),
);
const random = aRandom('backups');

const told = new Date('2026-05-01T12:00:00Z');
const FILE = `b${'a'.repeat(58)}`;
const aNotice = {
  file: FILE,
  step: 'withheld' as const,
  reason: 'Court order 1',
  document: 'By Ada, Rose Street 1',
  by: addressOf(aPerson('op')),
  at: told,
};
const aReport = {
  subject: `file:${FILE}`,
  ground: 'other' as const,
  account: 'It is mine.',
  contact: 'ada@example.org',
  at: told,
};

/** What is in no log: a timestamp of the newest checkpoint, a file that is withheld, and a report. */
async function tellOperator(tables: Tables): Promise<void> {
  const { size = 0n } = (await newestCheckpoint(tables)) ?? {};
  const response = random.bytes(500);
  await saveTimestamp(tables, { size, authority: 'http://tsa.example', response, stampedAt: told });
  await saveNotice(tables, aNotice);
  await saveReport(tables, aReport);
}

describeArchives('a backup', (open, share) => {
  let archive: Archive;
  let backup: string;
  let before: Record<string, string[]>;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports);
    await tellOperator(archive.ports.database.tables);
    before = await dump(archive.ports.database, REGISTER);
    backup = path.join(archive.folder, 'backup');
    await archive.ports.close();
  });
  afterAll(() => archive.close());

  const run = (
    line: readonly string[],
    { dataDir, config }: Pick<Archive, 'dataDir' | 'config'> = archive,
  ): Promise<Ran> =>
    raisonne([...line, '--json'], { DATA_DIR: dataDir, DATABASE_URL: config.databaseUrl ?? '' });
  const answer = async <Answer>(ran: Promise<Ran>): Promise<Answer> => {
    const { exitCode, out, err } = await ran;
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer;
  };
  const refusal = async (ran: Promise<Ran>): Promise<{ code: string; message: string }> => {
    const { exitCode, out } = await ran;
    expect(exitCode).toBe(1);
    return (JSON.parse(out) as { error: { code: string; message: string } }).error;
  };
  const filesIn = async (folder: string): Promise<string[]> => {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      );
  };
  const restored = async (from: string, work: (other: Archive) => Promise<void>): Promise<void> => {
    const other = await archive.another();
    expect(await answer(run(['restore', from], other))).toEqual({ statements: expect.any(Number) as number });
    await other.open();
    await work(other);
  };

  it('brings the register back, byte for byte, with its anchors and cosignatures', async () => {
    const written = await answer<{ size: number; added: number }>(run(['backup', '-o', backup]));
    expect(written).toMatchObject({
      folder: backup,
      size: 7,
      root: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect((await stat(path.join(backup, 'log-key.json'))).mode & 0o777).toBe(0o600);
    await restored(backup, async ({ ports }) => {
      expect(await dump(ports.database, REGISTER)).toEqual(before);
      expect(withheldBy(await noticesOfFiles(ports.database.tables, [FILE]))).toMatchObject(aNotice);
      const findings: unknown[] = [];
      await fsck(ports, { report: (finding) => findings.push(finding) });
      expect(findings).toEqual([]);
      await recorderInHouse(ports)
        .work(aPerson('gerda'))
        .catch(() => undefined);
      await publishAll(ports);
    });
  });

  it('brings back a timestamp, what is withheld and what was reported, after which more can be', async () => {
    for (const name of ['timestamps', 'display_notices', 'reports']) expect(before[name]).toHaveLength(1);
    await restored(backup, async ({ ports: { database } }) => {
      await saveNotice(database.tables, { ...aNotice, step: 'shown-again' });
      await saveReport(database.tables, aReport);
      const notices = await noticesOfFiles(database.tables, [FILE]);
      expect(notices.map(({ number, step }) => [number, step])).toEqual([
        [1n, 'withheld'],
        [2n, 'shown-again'],
      ]);
      const reports = await reportsAfter(database.tables, { after: 0n, limit: 9 });
      expect(reports).toMatchObject([{ ...aReport, number: 1n }, { number: 2n }]);
    });
  });

  it('copies only what is new the second time, and refuses to become older or that of another log', async () => {
    expect(await answer(run(['backup', '-o', backup]))).toMatchObject({ added: 0 });
    const ports = await archive.open();
    const [row] = await ports.database.tables.query<{ work: string; id: string }[]>(
      'SELECT work, id FROM claims ORDER BY statement_index LIMIT 1',
    );
    await recorderInHouse(ports).claim(aPerson('dora'), {
      work: row?.work ?? '',
      competesWith: row?.id ?? '',
    });
    await publishAll(ports);
    const after = await dump(ports.database, REGISTER);
    await ports.close();
    const old = path.join(archive.folder, 'old-backup');
    await cp(backup, old, { recursive: true });
    // A bundle, a tile and a block.
    expect(await answer(run(['backup', '-o', backup]))).toMatchObject({ size: 8, added: 3 });
    await restored(backup, async (other) => {
      expect(await dump(other.ports.database, REGISTER)).toEqual(after);
    });
    await restored(old, async (other) => {
      await other.ports.close();
      expect(await refusal(run(['backup', '-o', backup], other))).toMatchObject({ code: 'BACKUP_IS_NEWER' });
    });
    const another = await archive.another();
    expect(await refusal(run(['backup', '-o', backup], another))).toMatchObject({
      code: 'BACKUP_OF_ANOTHER_LOG',
    });
  });

  it('may leave the key out, and is then restored with it alone', async () => {
    const keyless = path.join(archive.folder, 'keyless');
    await answer(run(['backup', '-o', keyless, '--without-key']));
    expect(await filesIn(keyless)).not.toContain('log-key.json');
    const other = await archive.another();
    expect(await refusal(run(['restore', keyless], other))).toMatchObject({ code: 'KEY_MISSING' });
    const stranger = path.join(archive.folder, 'stranger.json');
    await writeFile(stranger, JSON.stringify({ origin: 'elsewhere', privateKey: '11'.repeat(32) }));
    expect(await refusal(run(['restore', keyless, '--key', stranger], other))).toMatchObject({
      code: 'WRONG_KEY',
    });
    await writeFile(stranger, '{');
    expect(await refusal(run(['restore', keyless, '--key', stranger], other))).toMatchObject({
      code: 'WRONG_KEY',
    });
    const key = path.join(archive.dataDir, 'log-key.json');
    expect(await answer(run(['restore', keyless, '--key', key], other))).toEqual({ statements: 8 });
  });

  it('is refused, and the file named, when any byte of any file is altered or a file is missing', async () => {
    const other = await archive.another();
    for (const name of share((await filesIn(backup)).toSorted())) {
      const file = path.join(backup, ...name.split('/'));
      const bytes = await readFile(file);
      // Of a table without rows there is no byte to alter: one is added.
      const altered = bytes.length === 0 ? Buffer.from('x') : Buffer.from(bytes);
      const at = random.below(altered.length);
      altered.writeUInt8(altered.readUInt8(at) ^ (1 << random.below(8)), at);
      await writeFile(file, altered);
      const { code, message } = await refusal(run(['restore', backup], other));
      expect([name, code]).toEqual([name, 'BACKUP_DAMAGED']);
      // An altered digest is that of another file as far as anybody can tell.
      expect(message).toContain(name === 'SHA256SUMS' ? '' : name);
      await rm(file);
      expect(await refusal(run(['restore', backup], other))).toMatchObject({
        code: name === 'SHA256SUMS' ? 'NO_BACKUP' : 'BACKUP_DAMAGED',
      });
      await writeFile(file, bytes);
      expect(await readdir(other.dataDir).catch(() => [])).toEqual([]);
    }
    expect(await answer(run(['restore', backup], other))).toEqual({ statements: 8 });
  }, 120_000);

  it('goes into an empty folder and an empty database only, and leaves nothing where it fails', async () => {
    expect(await refusal(run(['restore', backup]))).toMatchObject({ code: 'NOT_EMPTY' });
    expect(await refusal(run(['restore', path.join(archive.folder, 'nowhere')]))).toMatchObject({
      code: 'NO_BACKUP',
    });
    const empty = path.join(archive.folder, 'empty');
    await mkdir(empty);
    const other = await archive.another();
    expect(await refusal(run(['restore', empty], other))).toMatchObject({ code: 'NO_BACKUP' });
    if (archive.config.databaseUrl) {
      const dataDir = path.join(archive.folder, 'elsewhere');
      const ran = refusal(run(['restore', backup], { dataDir, config: archive.config }));
      expect(await ran).toMatchObject({ code: 'NOT_EMPTY' });
      expect(await readdir(dataDir)).toEqual([]);
    }
  });
});
