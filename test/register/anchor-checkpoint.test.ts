import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { anchor, rootOf, signNext } from '../adapters/ledger-fixtures.js';
import type { Mischief } from '../fixtures/misbehaving-rpc.js';
import { tell } from '../fixtures/tell.js';
import { describeRegisters, type TestRegister } from './a-register.js';
import { anAnchoring, done, type TestAnchoring } from './an-anchoring.js';
import { dump } from './tables.js';

const SEND = 'eth_sendRawTransaction';

/** The mischief at the first call of a method, and none after that. */
const onceAt = (method: string, mischief: Mischief) => {
  let isDone = false;
  return (call: { method: string }): Mischief => {
    if (isDone || call.method !== method) return null;
    isDone = true;
    return mischief;
  };
};

/** Does something when the first transaction comes by, which is then passed on. */
const beforeFirstSend = (own: TestAnchoring, act: () => Promise<unknown>): void => {
  let isDone = false;
  own.proxy.mischief = async ({ method }) => {
    if (method === SEND && !isDone) {
      isDone = true;
      await act();
    }
    return null;
  };
};

describeRegisters('anchoring', (open, share) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(async () => {
    tell(
      `Anchoring — ${done.calls} calls of an RPC, ${done.misdeeds} misdeeds, ${done.reorgs} reorgs so far.`,
    );
    await register.close();
  });

  const takeForeignNonce = (own: TestAnchoring) =>
    own.chain('eth_sendTransaction', [{ from: own.ledger.sender, to: own.ledger.sender, value: '0x0' }]);

  share.it('stores the transaction before it is sent, and keeps the time of every state', async () => {
    const own = await anAnchoring(register, { finalBlocks: 2 });
    await own.checkpoint(5n);
    let stored: unknown;
    own.proxy.mischief = async ({ method, params }) => {
      if (method === SEND) {
        const [row] = await own.database.tables.query<object[]>(
          `SELECT a.state, t.raw = $1 AS "isTheSame" FROM anchors a JOIN anchor_attempts t ON t.anchor = a.id`,
          [params[0]],
        );
        stored = row;
      }
      return null;
    };
    await own.settle();
    expect(stored).toEqual({ state: 'tx-signed', isTheSame: true });
    const [mined] = await own.anchors();
    expect(mined).toMatchObject({
      state: 'mined',
      fromSize: 0n,
      toSize: 5n,
      root: (await newestCheckpoint(own.database.tables))?.root,
      finalAt: null,
    });
    expect(mined?.broadcastAt).not.toBeNull();
    expect(mined?.paidWei).toBeGreaterThan(0n);

    await own.chain('evm_mine');
    expect(await own.round()).toBe('nothing to do');
    await own.chain('evm_mine');
    expect(await own.round()).toBe('moved');
    const [final] = await own.anchors();
    expect(final).toMatchObject({ state: 'final', blockHash: mined?.blockHash });
    expect(final?.finalAt).not.toBeNull();
    await own.expectClean();
  });

  share.it("takes the chain's own word for what is final", async () => {
    const own = await anAnchoring(register, { finalBlocks: -1, anvil: ['--slots-in-an-epoch', '1'] });
    await own.checkpoint(5n);
    await own.settle();
    expect(await own.anchors()).toMatchObject([{ state: 'mined' }]);
    await own.chain('anvil_mine', ['0x8']);
    await own.settle();
    expect(await own.anchors()).toMatchObject([{ state: 'final' }]);
    await own.expectClean();
  });

  share.it('anchors the next checkpoint from where the chain stands, and no sooner than it may', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    await own.settle();
    await own.checkpoint(9n);
    expect(await own.round({ anchorEveryMs: 60_000 })).toBe('nothing to do');
    await own.settle();
    expect(await own.anchors()).toMatchObject([{ toSize: 5n }, { fromSize: 5n, toSize: 9n, state: 'final' }]);
    await own.expectClean();
  });

  share.it('sends the same bytes again after a reorg, one that took two anchors too', async () => {
    const own = await anAnchoring(register, { finalBlocks: 10 });
    for (const size of [5n, 9n]) {
      await own.checkpoint(size);
      await own.settle();
    }
    const before = await own.anchors();
    await own.chain('anvil_reorg', [2, []]);
    expect((await own.ledger.newest()).size).toBe(0n);
    await own.settle();
    const after = await own.anchors();
    expect(after.map(({ id, hash, state }) => ({ id, hash, state }))).toEqual(
      before.map(({ id, hash }) => ({ id, hash, state: 'mined' })),
    );
    expect(after.every(({ reorgedAt }) => reorgedAt !== null)).toBe(true);
    expect(after[0]?.blockHash).not.toBe(before[0]?.blockHash);
    expect(await own.attempts()).toHaveLength(2);
    await own.expectClean();
  });

  share.it('shows an anchor out of its block as broadcast, without block and receipt', async () => {
    const own = await anAnchoring(register, { finalBlocks: 10 });
    await own.checkpoint(5n);
    await own.settle();
    await own.chain('evm_setAutomine', [false]);
    await own.chain('anvil_reorg', [1, []]);
    expect(await own.round()).toBe('moved');
    expect(await own.anchors()).toMatchObject([
      { state: 'broadcast', minedAt: null, blockHash: null, receipt: null, paidWei: null },
    ]);
    await own.chain('evm_mine');
    await own.settle();
    await own.expectClean();
  });

  share.it('sends again what a chain lost that was taken for final', async () => {
    const own = await anAnchoring(register, { finalBlocks: 0 });
    await own.checkpoint(5n);
    await own.settle();
    const [before] = await own.anchors();
    await own.chain('anvil_reorg', [1, []]);
    expect(await own.round()).toBe('nothing to do'); // it is final, so nobody asks
    await own.endLease();
    await own.settle({ holder: 'after a restart' });
    expect(await own.anchors()).toMatchObject([{ hash: before?.hash, state: 'final' }]);
    await own.expectClean();
  });

  share.it(
    'raises both fees by an eighth where a transaction is stuck, and keeps every attempt',
    async () => {
      const own = await anAnchoring(register);
      await own.checkpoint(5n);
      await own.chain('evm_setAutomine', [false]);
      expect(await own.round()).toBe('waiting');
      expect(await own.round()).toBe('waiting'); // not stuck for long enough
      expect(await own.attempts()).toHaveLength(1);
      for (let raised = 1; raised <= 2; raised += 1) await own.round({ anchorBumpAfterMs: 0 });
      const attempts = await own.attempts();
      expect(attempts).toHaveLength(3);
      for (const [at, attempt] of attempts.slice(1).entries()) {
        const before = attempts[at];
        for (const fee of ['maxFeePerGas', 'maxPriorityFeePerGas'] as const)
          expect(attempt[fee] * 8n).toBeGreaterThanOrEqual((before?.[fee] ?? 0n) * 9n);
      }
      await own.chain('evm_mine');
      await own.settle();
      expect(await own.anchors()).toMatchObject([{ state: 'final', hash: attempts[2]?.hash }]);
      await own.expectClean();
    },
  );

  share.it('takes an earlier attempt that is mined after all', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    await own.chain('evm_setAutomine', [false]);
    await own.round();
    own.proxy.mischief = ({ method }) => (method === SEND ? 'drop before' : null);
    await own.round({ anchorBumpAfterMs: 0 });
    await own.chain('evm_mine');
    await own.settle();
    const [first, second] = await own.attempts();
    expect(await own.anchors()).toMatchObject([{ state: 'final', hash: first?.hash }]);
    expect(second).toMatchObject({
      broadcastAt: null,
      complaint: expect.stringContaining('No answer') as unknown,
    });
    await own.expectClean();
  });

  share.it('waits, and says why, rather than offer more than a unit of gas may cost', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    expect(await own.round({ anchorMaxFeeWei: 1n })).toBe('waiting');
    expect(await own.waiting()).toContain('the limit is 1 wei (ANCHOR_MAX_FEE_GWEI)');
    expect(own.proxy.sent).toEqual([]);
    await own.chain('evm_setAutomine', [false]);
    await own.round();
    const [sent] = await own.attempts();
    await own.round({ anchorBumpAfterMs: 0, anchorMaxFeeWei: sent?.maxFeePerGas ?? 0n });
    expect(await own.waiting()).toContain('(ANCHOR_MAX_FEE_GWEI)');
    expect(await own.attempts()).toHaveLength(1);
    await own.chain('evm_mine');
    await own.settle();
    expect(await own.waiting()).toBeNull();
    await own.expectClean();
  });

  share.it(
    'waits rather than spend more in a day than it may, the worst case of what is under way included',
    async () => {
      const own = await anAnchoring(register);
      await own.checkpoint(5n);
      await own.settle();
      const paidWei = (await own.anchors())[0]?.paidWei ?? 0n;
      await own.checkpoint(9n);
      expect(await own.round({ anchorDailyWei: paidWei + 1n })).toBe('waiting');
      expect(await own.waiting()).toMatch(/^The last 24 hours cost \d+ wei, .* the limit is \d+ wei/);
      const setBack = (by: string) =>
        own.database.tables.query(
          `UPDATE anchors SET mined_at = mined_at - interval '${by}' WHERE to_size = 5`,
        );
      await setBack('25 hours');
      const worst = paidWei * 4n; // a first checkpoint costs more gas than a later one, and the offer is twice the base fee
      await own.settle({ anchorDailyWei: worst });
      expect((await own.ledger.newest()).size).toBe(9n);
      await setBack('-25 hours');
      await own.expectClean();
    },
  );

  it.each(
    share<[string, Mischief]>([
      ['replies another hash', { result: () => `0x${'11'.repeat(32)}` }],
      ['replies another hash and sends nothing', { result: () => `0x${'11'.repeat(32)}` }],
      ['answers too late', 'never answer'],
      ['drops the connection before it passes the transaction on', 'drop before'],
      ['drops the connection after it passed the transaction on', 'drop after'],
      ['says "nonce too low" of what it passed on', { error: 'nonce too low', isPassedOn: true }],
      ['says "nonce too low" of what it did not pass on', { error: 'nonce too low', isPassedOn: false }],
      ['says "already known" of what it did not pass on', { error: 'already known', isPassedOn: false }],
      ['is out of order', { error: 'internal error', isPassedOn: false }],
    ]),
  )('anchors once over an RPC that %s', async (_, mischief) => {
    const own = await anAnchoring(register, { timeoutMs: mischief === 'never answer' ? 2000 : 10_000 });
    await own.checkpoint(5n);
    own.proxy.mischief = onceAt(SEND, mischief);
    await own.round();
    const [attempt] = await own.attempts();
    if (
      mischief !== null &&
      !(typeof mischief === 'object' && 'error' in mischief && /known/.test(mischief.error))
    )
      expect(attempt?.complaint).toMatch(/No answer|nonce too low|internal error|replied 0x11/);
    await own.settle();
    expect(await own.anchors()).toMatchObject([{ state: 'final', hash: attempt?.hash }]);
    expect(await own.attempts()).toHaveLength(1);
    await own.expectClean();
  });

  share.it('does not believe a receipt of another transaction, nor one of another block', async () => {
    const own = await anAnchoring(register, { finalBlocks: 10 });
    await own.checkpoint(5n);
    const lie = (change: object) => ({
      result: (truth: unknown) => (truth === null ? null : { ...truth, ...change }),
    });
    const receipts = (mischief: Mischief) => (call: { method: string }) =>
      call.method === 'eth_getTransactionReceipt' ? mischief : null;
    own.proxy.mischief = receipts(lie({ blockHash: `0x${'22'.repeat(32)}` }));
    await own.round();
    expect((await own.anchors())[0]?.minedAt).toBeNull();
    own.proxy.mischief = receipts(lie({ transactionHash: `0x${'33'.repeat(32)}` }));
    await expect(own.round()).rejects.toThrow('It is not believed');
    expect((await own.anchors())[0]?.minedAt).toBeNull();
    expect(await own.waiting()).toContain('It is not believed');
    own.proxy.mischief = () => null;
    await own.settle();
    await own.expectClean();
  });

  share.it('signs another when a foreign transaction of the same key took the nonce', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    beforeFirstSend(own, async () => {
      await takeForeignNonce(own);
      // Until it is mined, ours could take its place in the pool.
      await own.chain('evm_mine');
    });
    await own.settle();
    expect(await own.anchors()).toMatchObject([
      { state: 'failed', failure: expect.stringContaining('Another is signed.') as unknown },
      { state: 'final' },
    ]);
    expect((await own.anchors()).every(({ finalAt }) => finalAt !== null)).toBe(true);
    await own.expectClean();
  });

  share.it('goes on after a foreign transaction that waits with its nonce', async () => {
    const own = await anAnchoring(register);
    await own.chain('evm_setAutomine', [false]);
    await takeForeignNonce(own);
    await own.checkpoint(5n);
    for (let rounds = 0; rounds < 4; rounds += 1) await own.round({ anchorBumpAfterMs: 0 });
    await own.chain('evm_mine');
    await own.chain('evm_setAutomine', [true]);
    await own.settle();
    await own.expectClean();
  });

  share.it(
    'says so where a transaction that is not known here anchored the root, and anchors nothing twice',
    async () => {
      const own = await anAnchoring(register);
      await own.checkpoint(5n);
      beforeFirstSend(own, async () => {
        const nonce = await own.ledger.usedNonces('newest');
        const root = (await newestCheckpoint(own.database.tables))?.root ?? '';
        const terms = { gasLimit: 200_000n, maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
        const { raw } = await own.ledger.sign({ from: 0n, to: 5n, root }, nonce, terms);
        await own.chain(SEND, [raw]);
      });
      await own.settle();
      expect(await own.anchors()).toMatchObject([
        {
          state: 'failed',
          failure: expect.stringContaining('a transaction that is not known here') as unknown,
        },
      ]);
      expect((await own.ledger.newest()).size).toBe((await newestCheckpoint(own.database.tables))?.size);
      expect(await own.findings()).toEqual([expect.stringMatching(/^ANCHOR_MISSING anchors 0x/)]);
    },
  );

  share.it('gives up a nonce before which the chain lacks one that nobody has', async () => {
    const own = await anAnchoring(register, { finalBlocks: 10 });
    await takeForeignNonce(own);
    await own.checkpoint(5n);
    await own.settle();
    await own.chain('anvil_reorg', [2, []]);
    await own.settle({ anchorBumpAfterMs: 0 });
    const [first, second] = await own.anchors();
    expect(new Set([first?.state, second?.state])).toEqual(new Set(['failed', 'mined']));
    await own.chain('anvil_mine', ['0x10']);
    await own.settle();
    expect((await own.anchors()).every(({ finalAt }) => finalAt !== null)).toBe(true);
    await own.expectClean();
  });

  share.it('signs nothing where the chain holds another root than the database', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    await anchor(own.ledger, { from: 0n, to: 5n, root: rootOf(6n) });
    own.proxy.sent.length = 0;
    await own.checkpoint(9n);
    await expect(own.round()).rejects.toThrow('Was an old copy restored?');
    expect(await own.waiting()).toContain('Was an old copy restored?');
    expect(own.proxy.sent).toEqual([]);
    expect(await own.anchors()).toEqual([]);
    expect(await own.findings()).toEqual(['CHAIN_AHEAD checkpoint 5']);
  });

  share.it('stops in the middle, too, when the chain begins to contradict the database', async () => {
    const own = await anAnchoring(register, { finalBlocks: 10 });
    await own.checkpoint(5n);
    await own.settle();
    const forked = await signNext(own.ledger, { from: 5n, to: 7n, root: rootOf(8n) });
    await own.ledger.broadcast(forked.raw);
    own.proxy.sent.length = 0;
    await own.checkpoint(9n);
    await expect(own.round()).rejects.toThrow('none of that size');
    expect(own.proxy.sent).toEqual([]);
    expect(await own.findings()).toEqual(['CHAIN_AHEAD checkpoint 7']);
  });

  share.it('counts a transaction that was reverted as failed, with what it cost', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    await own.chain('evm_setAutomine', [false]);
    own.proxy.mischief = onceAt('eth_estimateGas', { result: () => '0x9c40' }); // 40,000: too little
    await own.round();
    await own.chain('evm_mine');
    await own.chain('evm_setAutomine', [true]);
    await own.round({ anchorEveryMs: 60_000 });
    const [failed] = await own.anchors();
    expect(failed).toMatchObject({ state: 'failed', failure: 'The registry reverted the transaction.' });
    expect(failed?.paidWei).toBeGreaterThan(0n);
    await own.settle();
    expect((await own.anchors()).map(({ state }) => state)).toEqual(['failed', 'final']);
    await own.expectClean();
  });

  share.it('goes on at once where the clock was set back', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    await own.settle();
    const later = (column: string) => `${column} = ${column} + interval '1 hour'`;
    await own.database.tables.query(
      `UPDATE anchors SET ${later('signed_at')}, ${later('broadcast_at')}, ${later('final_at')}`,
    );
    await own.database.tables.query(
      `UPDATE anchor_senders SET ${later('renewed_at')}, ${later('leased_until')}`,
    );
    await own.checkpoint(9n);
    await own.settle({ holder: 'after the restart', anchorEveryMs: 60_000 });
    await own.expectClean();
  });

  share.it('asks the chain nothing and writes nothing while nothing is to do', async () => {
    const own = await anAnchoring(register);
    await own.checkpoint(5n);
    await own.settle();
    await own.settle();
    const names = ['anchors', 'anchor_attempts', 'anchor_senders'];
    const before = await dump(own.database, names);
    own.proxy.calls = 0;
    expect(await own.round()).toBe('nothing to do');
    expect(own.proxy.calls).toBe(0);
    expect(await dump(own.database, names)).toEqual(before);
    await own.expectClean();
  });
});
