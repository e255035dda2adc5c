import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { anchorRows, saveReplacement } from '../../src/register/anchor-store.js';
import { integrate } from '../../src/register/integrate.js';
import { fsck } from '../../src/register/fsck/fsck.js';
import type { Finding } from '../../src/register/fsck/finding.js';
import { signAttempt } from '../../src/register/pursue-anchor.js';
import { rebuild } from '../../src/register/rebuild.js';
import { aPerson } from '../fixtures/house.js';
import { recorderInHouse } from './a-register.js';
import { blockFile, describeArchives, fillArchive, publishAll, type Archive } from './an-archive.js';
import { findingsIn } from './findings-in.js';
import { ALL_TABLES, changingNothing, DERIVED, dump } from './tables.js';

/** What comes back byte for byte from the log's files and the content store. */
const FROM_LOG = ['log_head', 'log_statements', 'checkpoints', 'files', ...DERIVED];

describeArchives('the register of a dropped database', (open, share) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports, { more: 260 });
  });
  afterAll(() => archive.close());

  const dumped = (names: readonly string[]) => dump(archive.ports.database, names);
  const claimOnce = (person: string) =>
    archive.ports.database.tables
      .query<{ work: string; claim: string }[]>(
        'SELECT work, id AS claim FROM claims ORDER BY statement_index LIMIT 1',
      )
      .then(([row]) =>
        recorderInHouse(archive.ports).claim(aPerson(person), {
          work: row?.work ?? '',
          ...(row ? { competesWith: row.claim } : {}),
        }),
      );

  it('comes back byte for byte, and the anchors as far as the chain knows them', async () => {
    const before = await dumped(FROM_LOG);
    const anchors = await archive.ports.database.tables.query(ANCHORS);
    await archive.dropDatabase();
    const ports = await archive.open();
    expect(await dumped(DERIVED)).not.toEqual(before);
    expect(await rebuild(ports)).toBe(267n);
    expect(await dumped(FROM_LOG)).toEqual(before);
    expect(await ports.database.tables.query(ANCHORS)).toEqual(anchors);
    const findings: Finding[] = [];
    await fsck(ports, { report: (finding) => findings.push(finding) });
    expect(findings).toEqual([]);
  });

  it('changes nothing where nothing is wrong, and goes on from there', async () => {
    await changingNothing(archive.ports.database, () => rebuild(archive.ports));
    await publishAll(archive.ports);
    await claimOnce('dora');
    await publishAll(archive.ports);
    await changingNothing(archive.ports.database, () => rebuild(archive.ports));
  });

  it('keeps what is recorded and in no checkpoint yet, also when only its bundle was written', async () => {
    const { ports } = archive;
    await claimOnce('emil');
    await claimOnce('fritz');
    await changingNothing(ports.database, () => rebuild(ports));
    const before = await dumped(FROM_LOG);
    await integrate(ports, { from: 268n, to: 270n });
    await archive.dropDatabase();
    expect(await rebuild(await archive.open())).toBe(270n);
    expect(await dumped(FROM_LOG)).toEqual(before);
    await publishAll(archive.ports);
  });

  it.each(
    share([
      ['is missing', 'DELETE FROM log_head'],
      ['was set back to nothing', 'UPDATE log_head SET size = 0'],
      ['was set back among them', 'UPDATE log_head SET size = size - 1'],
      ['is ahead of them', 'UPDATE log_head SET size = size + 5'],
    ]),
  )('keeps what is recorded and in no checkpoint yet where the head %s', async (_, damage) => {
    const { database } = archive.ports;
    await claimOnce(`greta ${damage}`);
    await claimOnce(`hanna ${damage}`);
    const before = await dumped(ALL_TABLES);
    await database.tables.query(damage);
    await rebuild(archive.ports);
    expect(await dumped(ALL_TABLES)).toEqual(before);
  });
});

describeArchives('a rebuild', (open, share) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports);
  });
  afterAll(() => archive.close());

  it.each(share(ALL_ROWS()))('mends %s', async (table, change) => {
    const { database } = archive.ports;
    const before = await dump(database, ALL_TABLES);
    await database.tables.query(change);
    expect(await dump(database, [table])).not.toEqual({ [table]: before[table] });
    await rebuild(archive.ports);
    expect(await dump(database, ALL_TABLES)).toEqual(before);
  });

  it('brings an anchor back under its name, which is the hash of its first transaction', async () => {
    const { database, ledger } = archive.ports;
    const [anchor] = (await anchorRows(database.tables)).anchors;
    if (!anchor) throw new Error('the archive has anchors');
    const terms = { gasLimit: 90_000n, maxFeePerGas: 2n, maxPriorityFeePerGas: 1n };
    const first = await signAttempt(ledger, anchor, { terms, now: anchor.signedAt });
    // As if what is in the block had replaced a cheaper one.
    await saveReplacement(database.tables, { ...first, anchor: first.hash });
    for (const change of [`anchor_attempts SET anchor = '${first.hash}'`, `anchors SET id = '${first.hash}'`])
      await database.tables.query(`UPDATE ${change} WHERE hash = '${anchor.hash}'`);
    expect(await findingsIn(archive.ports)).toEqual([]);
    await database.tables.query(`DELETE FROM anchors WHERE id = '${first.hash}'`);
    expect(await findingsIn(archive.ports)).toContain(`ANCHOR_MISSING anchors ${first.hash}`);
    await rebuild(archive.ports);
    expect(await findingsIn(archive.ports)).toEqual([]);
  });

  it.each(
    share([
      ['a tile', 'log/tile/0/000.p/7', 'TILE_DAMAGED tile/0/000.p/7:'],
      ['a bundle', 'log/tile/entries/000.p/7', 'BUNDLE_DAMAGED tile/entries/000.p/7:'],
      ['the checkpoint', 'log/checkpoint', 'CHECKPOINT_DAMAGED checkpoint'],
      ['the line of a checkpoint', 'log/checkpoints.jsonl', 'CHECKPOINT_LINE_DAMAGED checkpoints.jsonl:1'],
    ]),
  )('is not made from %s that was altered', async (_, name, damage) => {
    await refused(path.join(archive.dataDir, ...name.split('/')), damage);
  });

  it("is not made where a statement's block or a file is damaged", async () => {
    const { tables } = archive.ports.database;
    const [row] = await tables.query<{ statement: string; file: string }[]>(
      'SELECT (SELECT cid FROM log_statements WHERE index = 1) AS statement, (SELECT min(cid) FROM files) AS file',
    );
    await refused(blockFile(archive.dataDir, row?.statement ?? ''), `STATEMENT_DAMAGED ${row?.statement}`);
    await refused(blockFile(archive.dataDir, row?.file ?? ''), `FILE_DAMAGED ${row?.file}`);
  });

  const refused = async (file: string, damage: string): Promise<void> => {
    const bytes = await readFile(file);
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(20) ^ 1, 20);
    await writeFile(file, altered);
    try {
      await changingNothing(archive.ports.database, () =>
        expect(rebuild(archive.ports)).rejects.toMatchObject({
          code: 'REGISTER_DAMAGED',
          message: expect.stringContaining(damage) as string,
        }),
      );
      await rm(file);
      await changingNothing(archive.ports.database, () =>
        expect(rebuild(archive.ports)).rejects.toMatchObject({ code: 'REGISTER_DAMAGED' }),
      );
    } finally {
      await writeFile(file, bytes);
    }
  };
});

/** What the chain itself tells of anchors: all but when they were signed, taken and seen to be final. */
const ANCHORS = `SELECT a.id, a.chain_id, a.registry, a.log_id, a.sender, a.from_size, a.to_size, a.root, a.nonce, a.state,
    a.hash, a.mined_at, a.block_number, a.block_hash, a.paid_wei, a.receipt, a.failure,
    t.raw, t.gas_limit, t.max_fee_per_gas, t.max_priority_fee_per_gas
  FROM anchors a JOIN anchor_attempts t ON t.hash = a.hash ORDER BY a.to_size`;

function ALL_ROWS(): [string, string][] {
  return [
    ['log_head', `UPDATE log_head SET size = 5, origin = 'x'`],
    ['log_statements', `UPDATE log_statements SET canonical = 'x', signer = 'y' WHERE index = 3`],
    ['log_statements', 'DELETE FROM log_statements WHERE index < 5'],
    ['checkpoints', `UPDATE checkpoints SET root = 'x'`],
    ['checkpoints', 'DELETE FROM checkpoints WHERE size < 5'],
    ['files', 'DELETE FROM files'],
    ['files', 'UPDATE files SET width = 1'],
    ['works', `UPDATE works SET title = 'Forged'`],
    ['holdings', 'DELETE FROM holdings'],
    ['cosignatures', `INSERT INTO cosignatures VALUES (5, 'x', 'y', now())`],
    ['anchors', `UPDATE anchors SET root = 'x', state = 'failed', block_number = 1`],
    ['anchor_attempts', `UPDATE anchor_attempts SET raw = '0x'`],
  ];
}
