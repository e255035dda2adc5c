import { PGlite } from '@electric-sql/pglite';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { SCHEMA } from '../../src/adapters/database/open-database.js';
import { projectPath } from '../../src/adapters/project-path.js';
import type { Database } from '../../src/ports.js';
import { createLogHead, logHead } from '../../src/register/statement-store.js';
import { describeDatabases } from '../fixtures/databases.js';

describeDatabases('the database', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('has exactly the schema that the stores describe', async () => {
    const { connection } = database.tables;
    expect(connection).toBeInstanceOf(DataSource);
    const { upQueries } = await connection.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('keeps nothing of a transaction that throws', async () => {
    const failing = database.transaction(async (tables) => {
      await createLogHead(tables, { origin: 'example.org/log', verifierKey: 'none' });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await logHead(database.tables)).toBeNull();
  });

  it('keeps overlapping transactions apart', async () => {
    await createLogHead(database.tables, { origin: 'example.org/log', verifierKey: 'none' });
    const rounds = Array.from({ length: 20 }, (_, round) =>
      database.transaction(async (tables) => {
        await tables.query('UPDATE log_head SET size = size + 1');
        if (round % 2 === 1) throw new Error('on purpose');
      }),
    );
    await Promise.allSettled(rounds);
    expect((await logHead(database.tables))?.size).toBe(10n);
  });
});

it('files that new embedded databases are copied from have had every migration, and hold nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-seed-'));
  await cp(projectPath('dist', 'pglite-seed'), path.join(folder, 'files'), { recursive: true });
  const lite = await PGlite.create({ dataDir: path.join(folder, 'files') });
  const { rows } = await lite.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  expect(rows.map(({ name }) => name)).toEqual(SCHEMA.migrations.map(({ name }) => name));
  expect((await lite.query('SELECT FROM log_head')).rows).toEqual([]);
  await lite.close();
  await rm(folder, { recursive: true });
});
