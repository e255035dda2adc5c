import { Wallet, keccak256 } from 'ethers';
import type { MigrationInterface } from 'typeorm';
import { AnchorAttempts1764000100000 } from '../../migrations/1764000100000-anchor-attempts.js';
import { BlockHeaders1764001900000 } from '../../migrations/1764001900000-block-headers.js';
import type { Database } from '../../src/ports.js';
import { AnchorAttempts, Anchors } from '../../src/register/anchor-store.js';
import { TEST_KEY } from './ledger-fixtures.js';
import { describeDatabases } from '../fixtures/databases.js';

const AT = '2026-05-01T12:00:00.000Z';

async function aRaw(nonce: number): Promise<string> {
  return new Wallet(TEST_KEY).signTransaction({
    type: 2,
    chainId: 1,
    nonce,
    to: `0x${'11'.repeat(20)}`,
    gasLimit: 90_000,
    maxFeePerGas: 20n,
    maxPriorityFeePerGas: 3n,
  });
}

describeDatabases('the tables of anchors as they were before', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const migrate = async (direction: keyof MigrationInterface & ('up' | 'down')): Promise<void> => {
    const runner = database.tables.connection.createQueryRunner();
    // Those that change the tables of anchors; down in the other order.
    const migrations = [new AnchorAttempts1764000100000(), new BlockHeaders1764001900000()];
    for (const one of direction === 'up' ? migrations : migrations.toReversed()) await one[direction](runner);
    await runner.release();
  };

  const OLD = `INSERT INTO anchors (hash, chain_id, registry, log_id, sender, from_size, to_size, root, raw, nonce, state, signed_at, mined_at, block_number, block_hash, receipt)
    VALUES ($1, '1', '0x22', '0x33', '0x44', $2, $3, 'aa', $4, $5, $6, $7, $8, $9, $10, $11)`;

  it('lose no row and become anchors with one attempt each, and come back by the way down', async () => {
    await migrate('down');
    const receipt = { gasUsed: '0x10', effectiveGasPrice: '0x3' };
    const raws = await Promise.all([0, 1, 2].map(aRaw));
    const rows = [
      [0, 5, 'mined', AT, 7, '0xb7', receipt],
      [5, 9, 'failed', AT, 8, '0xb8', receipt],
      [5, 9, 'signed', null, null, null, null],
    ] as const;
    for (const [at, [from, to, state, minedAt, block, blockHash, itsReceipt]] of rows.entries()) {
      const raw = raws[at] ?? '';
      await database.tables.query(OLD, [
        keccak256(raw),
        from,
        to,
        raw,
        at,
        state,
        AT,
        minedAt,
        block,
        blockHash,
        itsReceipt && JSON.stringify(itsReceipt),
      ]);
    }
    const before = await database.tables.query<object[]>('SELECT * FROM anchors ORDER BY nonce');

    await migrate('up');
    const anchors = await database.tables.find(Anchors, { order: { nonce: 'ASC' } });
    expect(anchors).toMatchObject([
      { state: 'mined', toSize: 5n, blockHash: '0xb7', paidWei: 48n, receipt, finalAt: null },
      { state: 'failed', failedAt: new Date(AT), failure: 'The registry reverted the transaction.' },
      { state: 'tx-signed', minedAt: null, paidWei: null, signedAt: new Date(AT) },
    ]);
    const attempts = await database.tables.find(AnchorAttempts);
    expect(new Map(attempts.map(({ anchor, raw }) => [anchor, raw]))).toEqual(
      new Map(raws.map((raw) => [keccak256(raw), raw])),
    );
    expect(attempts[0]).toMatchObject({ gasLimit: 90_000n, maxFeePerGas: 20n, maxPriorityFeePerGas: 3n });

    await migrate('down');
    expect(await database.tables.query<object[]>('SELECT * FROM anchors ORDER BY nonce')).toEqual(before);
    await migrate('up');
  });
});
