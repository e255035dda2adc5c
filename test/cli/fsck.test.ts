import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TEST_KEY } from '../adapters/ledger-fixtures.js';
import { describeArchives, fillArchive, type Archive } from '../register/an-archive.js';
import { raisonne } from './a-server.js';

describeArchives({ name: 'the commands that check and mend', alone: 'PostgreSQL' }, (open) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports);
    await archive.ports.close();
  });
  afterAll(() => archive.close());

  const run = (line: readonly string[], environment: Record<string, string> = {}) =>
    raisonne(line, {
      DATA_DIR: archive.dataDir,
      DATABASE_URL: archive.config.databaseUrl ?? '',
      ...environment,
    });

  it('say that nothing differs, and end with 0', async () => {
    const { exitCode, out } = await run(['fsck', '--json']);
    expect([exitCode, JSON.parse(out)]).toEqual([
      0,
      { findings: [], unlisted: {}, statements: 7, pending: 0, unasked: 0, unaskedAnchors: 0 },
    ]);
    expect((await run(['fsck'])).out).toBe(
      '7 statements and all that belongs to them were checked: nothing differs.\n',
    );
  });

  it('name what differs and what to do, end with 1, and mend what can be mended', async () => {
    const { database } = await archive.open();
    await database.tables.query(`UPDATE works SET title = 'Forged' WHERE statement_index = 0`);
    const [row] = await database.tables.query<{ id: string }[]>(
      'SELECT id FROM works WHERE statement_index = 0',
    );
    await archive.ports.close();
    const { exitCode, out } = await run(['fsck']);
    expect([exitCode, out]).toEqual([
      1,
      `DERIVED_ROW_DIFFERS works ${row?.id}\n  The row is not what follows from the statements. Run raisonne rebuild.\n7 statements were checked. 1 thing differs.\n`,
    ]);
    expect(await run(['rebuild', '--json'])).toMatchObject({ exitCode: 0, out: '{\n  "statements": 7\n}\n' });
    expect((await run(['fsck', '--json'])).exitCode).toBe(0);
  });

  it('refuse to rebuild from a tile that was altered', async () => {
    const tile = path.join(archive.dataDir, 'log', 'tile', '0', '000.p', '7');
    const bytes = await readFile(tile);
    await writeFile(tile, bytes.toReversed());
    const { exitCode, out } = await run(['rebuild', '--json']);
    await writeFile(tile, bytes);
    expect([exitCode, JSON.parse(out)]).toMatchObject([1, { error: { code: 'REGISTER_DAMAGED' } }]);
    expect((await run(['rebuild', '--mirror', 'nowhere'])).exitCode).toBe(2);
  });

  it('go on where the chain does not answer, and say so', async () => {
    // Port 9 (discard) is never bound here.
    const { exitCode, out } = await run(['fsck', '--json'], {
      ETH_RPC_URL: 'http://127.0.0.1:9',
      ANCHOR_KEY: TEST_KEY,
    });
    const { findings } = JSON.parse(out) as { findings: { code: string; message: string }[] };
    expect([exitCode, findings.map(({ code }) => code)]).toEqual([1, ['CHAIN_UNREACHABLE']]);
    expect(findings[0]?.message).toContain('No Ethereum RPC answers at 127.0.0.1:9');
  });
});
