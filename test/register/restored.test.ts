import type { Ledger } from '../../src/ports.js';
import { checkedNewest } from '../../src/register/anchor-checkpoint.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { aPerson } from '../fixtures/house.js';
import { describeRegisters, type TestRegister } from './a-register.js';

describeRegisters('a database beside a chain that holds another checkpoint of its log', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
    await register.work(aPerson('ada'));
    await publishCheckpoint({ ...register, clock: register.needs.clock });
  });
  afterAll(() => register.close());

  /** A chain of which only the newest checkpoint counts here. */
  const check = (newest: { size: bigint; root: string | null }) =>
    checkedNewest({ database: register.database, ledger: { newest: async () => newest } });

  it('agrees where the chain holds what it signed, or nothing yet', async () => {
    const own = await newestCheckpoint(register.database.tables);
    expect(await check({ size: 0n, root: null })).toEqual({ size: 0n });
    expect(await check({ size: 1n, root: own?.root ?? null })).toEqual({ size: 1n });
  });

  it('is an old copy where only what is final on the chain is ahead, and the newest block is kept back', async () => {
    const ledger: Pick<Ledger, 'newest'> = {
      newest: async (head) =>
        head === 'final' ? { size: 5n, root: 'ab'.repeat(32) } : { size: 0n, root: null },
    };
    await expect(checkedNewest({ database: register.database, ledger })).rejects.toThrow(
      'none of that size. Was an old copy restored?',
    );
  });

  it('is an old copy where the chain is ahead, and a fork where the roots differ', async () => {
    await expect(check({ size: 5n, root: 'ab'.repeat(32) })).rejects.toThrow(
      'the database has none of that size. Was an old copy restored?',
    );
    await expect(check({ size: 1n, root: 'ab'.repeat(32) })).rejects.toThrow(
      /the database has the root [0-9a-f]{64} there/,
    );
  });
});
