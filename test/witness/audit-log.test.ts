import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openCheckpoint, type SignedHead } from '../../src/register/checkpoint.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { statementsByCid } from '../../src/register/statement-store.js';
import { auditLog } from '../../src/witness/audit-log.js';
import type { ReadLog } from '../../src/witness/follow-log.js';
import { aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { describeRegisters, type TestRegister } from '../register/a-register.js';
import { aLog, withAlteredByte } from './a-log.js';

const random = aRandom('audits');

describe('an audit of a log', () => {
  const log = aLog().grow(600);
  const head = openCheckpoint(log.note(), log.signer);
  if (!head) throw new Error('the log signs its checkpoints');

  it('finds nothing in what is as it was signed', async () => {
    expect(await auditLog(log.files, head)).toEqual([]);
  });

  it.each([
    ['tile/0/000', 'TILE_DAMAGED'],
    ['tile/0/001', 'TILE_DAMAGED'],
    ['tile/0/002.p/88', 'TILE_DAMAGED'],
    ['tile/1/000.p/2', 'TILE_DAMAGED'],
    ['tile/entries/000', 'BUNDLE_DAMAGED'],
    ['tile/entries/001', 'BUNDLE_DAMAGED'],
    ['tile/entries/002.p/88', 'BUNDLE_DAMAGED'],
  ])('finds one altered byte of %s, wherever it is', async (name, code) => {
    const { length } = (await log.files.read(name)) ?? [];
    for (let round = 0; round < 8; round += 1) {
      const at = random.below(length ?? 0);
      const found = await auditLog(withAlteredByte(log.files, name, at), head);
      expect(found.map((one) => [one.code, one.subject])).toContainEqual([code, name]);
    }
  });

  it('finds another log below the checkpoint', async () => {
    const fork = log.forkAt(100).grow(500);
    expect(await auditLog(fork.files, head)).toMatchObject([{ code: 'ROOT_DIFFERS' }]);
  });

  it('finds a file that is missing', async () => {
    const without: ReadLog = {
      read: async (name) => (name === 'tile/entries/001' ? null : log.files.read(name)),
    };
    expect(await auditLog(without, head)).toMatchObject([{ code: 'BUNDLE_MISSING' }]);
  });
});

describeRegisters({ name: 'an audit of a register', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  let head: SignedHead;
  let files: ReadLog;
  beforeAll(async () => {
    register = await open();
    for (let count = 0; count < 3; count += 1) await register.work(aPerson('ada'));
    const checkpoint = await publishCheckpoint({ ...register, clock: register.needs.clock });
    const signed = openCheckpoint(checkpoint?.note ?? '', register.log);
    if (!signed) throw new Error('no checkpoint was signed');
    head = signed;
    files = {
      // As api/log-routes.ts answers.
      read: async (name) => {
        const [, cid] = /^statements\/(.*)$/.exec(name) ?? [];
        if (cid === undefined) return register.logFiles.read(name);
        const [stored] = await statementsByCid(register.database.tables, [cid]);
        return stored ? new TextEncoder().encode(stored.canonical ?? '') : null;
      },
    };
  });
  afterAll(() => register.close());

  it('finds nothing, and nothing where a statement was erased as the law wants', async () => {
    expect(await auditLog(files, head)).toEqual([]);
    const erased: ReadLog = {
      read: async (name) => (name.startsWith('statements/') ? null : files.read(name)),
    };
    expect(await auditLog(erased, head)).toEqual([]);
  });

  it('finds the row of a statement that was altered by hand', async () => {
    const { tables } = register.database;
    const [row] = await tables.query<{ cid: string; canonical: string }[]>(
      'SELECT cid, canonical FROM log_statements WHERE index = 1',
    );
    const write = (canonical?: string) =>
      tables.query('UPDATE log_statements SET canonical = $1 WHERE index = 1', [canonical]);
    await write(row?.canonical.replace('"title":"', '"title":"Not '));
    const found = await auditLog(files, head);
    await write(row?.canonical);
    expect(found).toMatchObject([{ code: 'STATEMENT_DAMAGED', subject: `statements/${row?.cid}` }]);
  });

  it('finds every file of the log that was altered by hand', async () => {
    const folder = path.join(register.folder, 'log');
    const names = (await readdir(path.join(folder, 'tile'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const found = await auditLog(withAlteredByte(files, name, 40), head);
      expect(found.map(({ subject }) => subject)).toContain(name);
    }
  });
});
