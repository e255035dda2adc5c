import { absentLedger } from '../../src/adapters/ledger/absent-ledger.js';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import { anchorRows, saveAnchor } from '../../src/register/anchor-store.js';
import { signAttempt } from '../../src/register/pursue-anchor.js';
import { fsck } from '../../src/register/fsck/fsck.js';
import { anAnvil, later, SALT, TEST_KEY } from '../adapters/ledger-fixtures.js';
import { aPerson } from '../fixtures/house.js';
import { describeArchives, fillArchive, publishAll, type Archive } from './an-archive.js';
import { recorderInHouse } from './a-register.js';
import { findingsIn } from './findings-in.js';
import { changingNothing } from './tables.js';

const OUT_OF_BLOCK =
  'mined_at = NULL, block_number = NULL, block_hash = NULL, paid_wei = NULL, receipt = NULL';
const NOT_IN_BLOCK = {
  minedAt: null,
  finalAt: null,
  blockNumber: null,
  blockHash: null,
  paidWei: null,
  receipt: null,
};

describeArchives('fsck', (open, share) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports, { transfers: 10 });
  });
  afterAll(() => archive.close());

  const found = (ports = archive.ports): Promise<string[]> => findingsIn(ports);
  const query = <Rows = unknown>(sql: string, values: unknown[] = []): Promise<Rows> =>
    archive.ports.database.tables.query(sql, values);
  const one = async (sql: string): Promise<string> => {
    const [row] = await query<Record<string, string>[]>(sql);
    return String(Object.values(row ?? {})[0]);
  };
  /** Changes a table, looks, and puts the table back as it was. */
  const withRows = async (
    changed: string | readonly string[],
    change: readonly string[],
    expected: readonly string[],
    ports = archive.ports,
  ): Promise<void> => {
    const tables = [changed].flat();
    for (const table of tables) await query(`CREATE TABLE "kept_${table}" AS SELECT * FROM "${table}"`);
    try {
      for (const sql of change) await query(sql);
      expect(await found(ports)).toEqual(expected);
    } finally {
      for (const table of tables) {
        await query(`DELETE FROM "${table}"`);
        await query(`INSERT INTO "${table}" SELECT * FROM "kept_${table}"`);
        await query(`DROP TABLE "kept_${table}"`);
      }
    }
  };

  it('finds nothing in a sound register, and changes nothing', async () => {
    expect(await changingNothing(archive.ports.database, found)).toEqual([]);
  });

  share.it("names a statement's row in which any column is altered", async () => {
    const altered = [
      `cid = 'bafkreib4pqtikzdjlj4zigobmd63lig7u6oxlug24snlr6atjlmlza45dq'`,
      `kind = 'co-sign-claim'`,
      `subject = 'nothing'`,
      `signer = '0x' || repeat('00', 20)`,
      `nonce = repeat('0', 32)`,
      `canonical = replace(canonical, 'a', 'b')`,
      `signature = replace(signature, '1', '2')`,
      `recorded_at = recorded_at + interval '1 ms'`,
      `leaf_hash = decode(repeat('00', 32), 'hex')`,
    ];
    await withRows(
      'log_statements',
      altered.map((change, at) => `UPDATE log_statements SET ${change} WHERE index = ${at + 5}`),
      altered.map((_, at) => `STATEMENT_ROW_DIFFERS log_statements ${at + 5}`),
    );
  });

  share.it('names statements whose rows are missing, and rows beyond the log', async () => {
    await withRows(
      'log_statements',
      ['DELETE FROM log_statements WHERE index IN (0, 7)'],
      ['STATEMENT_ROW_MISSING log_statements 0', 'STATEMENT_ROW_MISSING log_statements 7'],
    );
    await withRows(
      'log_statements',
      [
        `INSERT INTO log_statements SELECT 999, 'x', kind, subject, signer, 'x', canonical, signature, recorded_at, leaf_hash FROM log_statements WHERE index = 2`,
      ],
      ['STATEMENT_ROW_SURPLUS log_statements 999'],
    );
  });

  it.each(
    share([
      ['size', `size + 1`],
      ['origin', `'elsewhere'`],
      ['verifier_key', `'elsewhere'`],
    ]),
  )("names the log's head where its %s is altered", async (column, value) => {
    await withRows('log_head', [`UPDATE log_head SET ${column} = ${value}`], ['HEAD_DIFFERS log_head 1']);
  });

  share.it('names rows of checkpoints that are altered, missing, or none of the log', async () => {
    for (const change of [
      `root = repeat('ab', 32)`,
      `note = note || 'x'`,
      `signed_at = signed_at + interval '1 ms'`,
    ])
      await withRows(
        'checkpoints',
        [`UPDATE checkpoints SET ${change} WHERE size = 5`],
        ['CHECKPOINT_ROW_DIFFERS checkpoints 5'],
      );
    await withRows(
      'checkpoints',
      ['DELETE FROM checkpoints WHERE size = 5'],
      ['CHECKPOINT_ROW_MISSING checkpoints 5'],
    );
    await withRows(
      'checkpoints',
      ['INSERT INTO checkpoints SELECT 9999, root, note, signed_at FROM checkpoints WHERE size = 5'],
      ['CHECKPOINT_ROW_DIFFERS checkpoints 9999'],
    );
  });

  it.each(
    share([
      ['works', 'id', `title = 'Forged'`],
      ['work_files', "work || ' ' || position", `file = 'none'`],
      ['claims', 'id', `body = '{}'`],
      ['claimants', "claim || ' ' || person", `withdrawn_at = signed_at + interval '1 day'`],
      ['transfers', 'id', `note = 'forged'`],
      ['holdings', "work || ' ' || owner || ' ' || from_index", `share = '1/2'`],
    ]),
  )('names the row of %s that is altered, missing or surplus', async (table, key, change) => {
    const row = await one(`SELECT min(${key}) FROM "${table}"`);
    const chosen = `${key} = '${row}'`;
    const subject = `${table} ${row}`;
    await withRows(
      table,
      [`UPDATE "${table}" SET ${change} WHERE ${chosen}`],
      [`DERIVED_ROW_DIFFERS ${subject}`],
    );
    await withRows(table, [`DELETE FROM "${table}" WHERE ${chosen}`], [`DERIVED_ROW_MISSING ${subject}`]);
    await query(`CREATE TABLE one AS SELECT * FROM "${table}" LIMIT 1`);
    const names = key.match(/[a-z_]+(?= \|\||$)/g) ?? [];
    for (const name of names.slice(0, 1)) await query(`UPDATE one SET ${name} = 'forged'`);
    if (['works', 'claims'].includes(table)) await query('UPDATE one SET statement_index = -1');
    const forged = await one(`SELECT ${key} FROM one`);
    await withRows(
      table,
      [`INSERT INTO "${table}" SELECT * FROM one`],
      [`DERIVED_ROW_SURPLUS ${table} ${forged}`],
    );
    await query('DROP TABLE one');
  });

  it('names the row of a file in which any column is altered', async () => {
    const cid = await one('SELECT min(cid) FROM files');
    for (const change of share([
      `sha256 = repeat('0', 64)`,
      `media_type = 'image/gif'`,
      'size_bytes = size_bytes + 1',
      'width = width + 1',
      'height = NULL',
      'orientation = 6',
      'pdq = ~pdq',
      'pdq_quality = pdq_quality - 1',
      `pdq_orientations = '{}'`,
    ]))
      await withRows(
        'files',
        [`UPDATE files SET ${change} WHERE cid = '${cid}'`],
        [`FILE_ROW_DIFFERS files ${cid}`],
      );
    // As rows of earlier versions have it.
    await withRows('files', [`UPDATE files SET orientation = NULL WHERE cid = '${cid}'`], []);
  });

  share.it('names rows of files that are missing, and those that no statement names', async () => {
    const cid = await one('SELECT min(cid) FROM files');
    await withRows('files', [`DELETE FROM files WHERE cid = '${cid}'`], [`FILE_ROW_MISSING files ${cid}`]);
    await withRows(
      'files',
      [`INSERT INTO files (cid, sha256, media_type, size_bytes) VALUES ('other', '', '', 1)`],
      ['FILE_ROW_SURPLUS files other'],
    );
  });

  share.it('names cosignatures that no witness made', async () => {
    const witness = await one('SELECT witness FROM cosignatures');
    for (const change of [`line = replace(line, '=', 'A')`, `cosigned_at = cosigned_at + interval '1 s'`])
      await withRows(
        'cosignatures',
        [`UPDATE cosignatures SET ${change} WHERE size = 5`],
        [`COSIGNATURE_WRONG cosignatures 5 ${witness}`],
      );
  });

  it.each(
    share([
      ['chain_id', `'1'`],
      ['registry', `'0x' || repeat('11', 20)`],
      ['log_id', `'0x' || repeat('11', 32)`],
      ['hash', `'0x' || repeat('11', 32)`],
      ['sender', `'0x' || repeat('11', 20)`],
      ['from_size', 'from_size + 1'],
      ['root', `repeat('ab', 32)`],
      ['nonce', 'nonce + 5'],
      ['mined_at', `mined_at + interval '1 s'`],
      ['block_number', 'block_number + 1'],
      ['block_hash', `'0x' || repeat('11', 32)`],
      ['paid_wei', 'paid_wei + 1'],
      ['receipt', `'{}'`],
      ['state', `'failed'`],
      ['state', `'mined'`],
      ['state', `'broadcast'`],
      ['state', `'tx-signed'`],
      ['state', `'unheard-of'`],
      ['final_at', 'NULL'],
      ['failed_at', 'now()'],
      ['failure', `'The registry reverted the transaction.'`],
    ]),
  )('names an anchor whose %s is altered', async (column, value) => {
    const id = await one('SELECT id FROM anchors WHERE to_size = 5');
    // What was signed and what the chain holds both speak against these.
    const more = { root: ['ANCHOR_NOT_ON_CHAIN'], hash: ['ANCHOR_WRONG'] }[column] ?? [];
    const findings = ['ANCHOR_WRONG', ...more];
    await withRows(
      'anchors',
      [`UPDATE anchors SET ${column} = ${value} WHERE to_size = 5`],
      findings.map((code) => `${code} anchors ${id}`),
    );
  });

  share.it('names an anchor that is said to have failed, and that the chain has', async () => {
    const id = await one('SELECT id FROM anchors WHERE to_size = 5');
    const failed = `UPDATE anchors SET state = 'failed', failed_at = now(), failure = 'x'`;
    for (const block of ['', `, ${OUT_OF_BLOCK}`])
      await withRows('anchors', [`${failed}${block} WHERE to_size = 5`], [`ANCHOR_WRONG anchors ${id}`]);
  });

  share.it('names an anchor whose row is missing, and one of which no row at all is left', async () => {
    const id = await one('SELECT id FROM anchors WHERE to_size = 5');
    const missing = [`ANCHOR_MISSING anchors ${id}`];
    const remove = `DELETE FROM anchors WHERE id = '${id}'`;
    await withRows('anchors', [remove], missing);
    const removeAll = [remove, `DELETE FROM anchor_attempts WHERE anchor = '${id}'`];
    await withRows(['anchors', 'anchor_attempts'], removeAll, missing);
  });

  share.it('calls it no fault that a row does not know yet what the chain has made of it', async () => {
    const onItsWay = `UPDATE anchors SET state = 'broadcast', final_at = NULL, ${OUT_OF_BLOCK} WHERE to_size = 5`;
    await withRows('anchors', [onItsWay], []);
    const givenUp = `UPDATE anchors SET state = 'failed', failed_at = now(), failure = 'x', final_at = NULL, ${OUT_OF_BLOCK}`;
    await withRows('anchors', [givenUp], []);
    await withRows('anchors', [`UPDATE anchors SET state = 'mined', final_at = NULL`], []);
  });

  share.it('names an anchor that is said to be final before its block is', async () => {
    const id = await one('SELECT id FROM anchors WHERE to_size = 5');
    const { ports } = archive;
    const slow = { ...ports, ledger: { ...ports.ledger, finalBlock: async () => 0 } };
    const others = `UPDATE anchors SET state = 'mined', final_at = NULL WHERE to_size <> 5`;
    await withRows('anchors', [others], [`ANCHOR_WRONG anchors ${id}`], slow);
  });

  share.it('takes the address of a registry in either case', async () => {
    await withRows('anchors', ['UPDATE anchors SET registry = lower(registry)'], []);
  });

  it('knows an anchor that failed from one that did not, and whether that is settled', async () => {
    const { ports } = archive;
    const { database, ledger } = ports;
    const anchor = (await anchorRows(database.tables)).anchors.find(({ toSize }) => toSize === 5n);
    if (!anchor) throw new Error('the archive has an anchor of that size');
    const replay = async (nonce: number): Promise<string> => {
      const terms = { gasLimit: 100_000n, maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
      const attempt = await signAttempt(ledger, { ...anchor, nonce }, { terms, now: new Date() });
      const { hash } = attempt;
      const row = { ...anchor, id: hash, hash, nonce, state: 'tx-signed', ...NOT_IN_BLOCK } as const;
      await saveAnchor(database.tables, row, { ...attempt, anchor: hash });
      return hash;
    };
    const late = await replay(await ledger.usedNonces('newest'));
    await publishAll(ports);
    expect(await one(`SELECT failure FROM anchors WHERE id = '${late}'`)).toContain('held this root already');
    expect(await found()).toEqual([]);
    const succeeded = `UPDATE anchors SET state = 'final', failed_at = NULL, failure = NULL WHERE id = '${late}'`;
    await withRows('anchors', [succeeded], [`ANCHOR_WRONG anchors ${late}`]);
    const overtaken = `UPDATE anchors SET ${OUT_OF_BLOCK} WHERE id = '${late}'`;
    await withRows('anchors', [overtaken], [`ANCHOR_WRONG anchors ${late}`]);

    const free = await replay(10_000);
    await query(`UPDATE anchors SET state = 'failed', failed_at = now(), failure = 'x' WHERE id = '${free}'`);
    expect(await found()).toEqual([]);
    await query(`UPDATE anchors SET final_at = now() WHERE id = '${free}'`);
    expect(await found()).toEqual([`ANCHOR_WRONG anchors ${free}`]);
    for (const table of ['anchors', 'anchor_attempts'])
      await query(`DELETE FROM ${table} WHERE hash = '${free}'`);
  });

  it.each(
    share([
      ['gas_limit', 'gas_limit + 1'],
      ['max_fee_per_gas', 'max_fee_per_gas + 1'],
      ['max_priority_fee_per_gas', 'max_priority_fee_per_gas + 1'],
      ['raw', `overlay(raw placing '00' from 20)`],
    ]),
  )('names an attempt whose %s is altered', async (column, value) => {
    const hash = await one('SELECT hash FROM anchors WHERE to_size = 5');
    const expected = [`ATTEMPT_WRONG anchor_attempts ${hash}`];
    const named = column === 'raw' ? (expect.arrayContaining(expected) as string[]) : expected;
    await withRows(
      'anchor_attempts',
      [`UPDATE anchor_attempts SET ${column} = ${value} WHERE hash = '${hash}'`],
      named,
    );
  });

  share.it('says that the chain holds what is not known here, or does not answer', async () => {
    const { ports } = archive;
    const ahead = { ...ports.ledger, newest: async () => ({ size: 999n, root: 'ab'.repeat(32) }) };
    expect(await found({ ...ports, ledger: ahead })).toEqual(['CHAIN_AHEAD checkpoint 999']);
    const lost = { ...ports.ledger, mined: async () => null, anchored: async () => [] };
    expect(
      (await found({ ...ports, ledger: lost })).every((finding) => finding.startsWith('ANCHOR_NOT_ON_CHAIN')),
    ).toBe(true);
    expect(await found({ ...ports, ledger: absentLedger(new Error('refused')) })).toEqual([
      'CHAIN_UNREACHABLE chain',
    ]);
  });

  share.it('counts the anchors of a chain that the log had before, and calls them no fault', async () => {
    const { ports } = archive;
    const { rpcUrl } = await anAnvil('--chain-id', '31338');
    const ledger = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    const moved = { ...ports, ledger: later(ledger, () => ledger.close()) };
    expect(await found(moved)).toEqual([]);
    expect((await fsck(moved, { report: () => undefined })).unaskedAnchors).toBe(
      BigInt(await one('SELECT count(*) FROM anchors')),
    );
    expect((await fsck(ports, { report: () => undefined })).unaskedAnchors).toBe(0n);
  });

  it('counts statements that are not in a checkpoint yet, checks their rows, and calls them no fault', async () => {
    const { ports } = archive;
    await recorderInHouse(ports).claim(aPerson('cleo'), {
      work: await one('SELECT id FROM works WHERE statement_index = 0'),
      competesWith: await one('SELECT id FROM claims ORDER BY statement_index LIMIT 1'),
    });
    expect(await fsck(ports, { report: () => undefined })).toEqual({
      statements: 18n,
      pending: 1n,
      unasked: 0n,
      unaskedAnchors: 0n,
    });
    expect(await found()).toEqual([]);
    await withRows(
      'log_statements',
      [`UPDATE log_statements SET signature = replace(signature, '1', '2') WHERE index = 17`],
      ['STATEMENT_ROW_DIFFERS log_statements 17', 'DERIVED_NOT_CHECKED derived tables'],
    );
  });
});
