import { Contract, JsonRpcProvider, Wallet, type ContractTransactionResponse } from 'ethers';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { checkpointRegistryAbi } from '../../src/adapters/ledger/checkpoint-registry.generated.js';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import { aMisbehavingRpc, type Mischief } from '../fixtures/misbehaving-rpc.js';
import {
  aFolder,
  anAnvil,
  anchor,
  anEmbeddedLedger,
  anRpcLedger,
  later,
  rootOf,
  rpc,
  signNext,
  SALT,
  step,
  TEST_KEY,
  untilMined,
} from './ledger-fixtures.js';

/** Another of the keys that anvil gives funds. */
const OTHER_KEY = '0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a';

describe.each([
  ['the embedded ledger', async () => anEmbeddedLedger(await aFolder())],
  ['the ledger over RPC', anRpcLedger],
])('%s', (_, open) => {
  it('has no checkpoint at first', async () => {
    const ledger = await open();
    expect(await ledger.newest()).toEqual({ size: 0n, root: null });
    expect(await ledger.rootAt(5n)).toBeNull();
    expect(await ledger.mined(`0x${'00'.repeat(32)}`)).toBeNull();
  });

  it('anchors one checkpoint after the other and keeps the roots of both', async () => {
    const ledger = await open();
    const first = await anchor(ledger, step(0n, 5n));
    await anchor(ledger, step(5n, 9n));
    expect(first).toMatchObject({ succeeded: true, receipt: { transactionHash: first.hash } });
    expect(Math.abs(Date.now() - first.minedAt.getTime())).toBeLessThan(60_000);
    expect(await ledger.newest()).toEqual({ size: 9n, root: rootOf(9n) });
    expect(await ledger.rootAt(5n)).toBe(rootOf(5n));
    expect(await ledger.rootAt(6n)).toBeNull();
  });

  it('takes the replay of a checkpoint and changes nothing', async () => {
    const ledger = await open();
    await anchor(ledger, step(0n, 5n));
    const replay = await anchor(ledger, step(0n, 5n));
    expect(replay).toMatchObject({ succeeded: true, receipt: { logs: [] } });
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
  });

  it('refuses to sign a gap and a second root at one size, with what the contract says', async () => {
    const ledger = await open();
    await anchor(ledger, step(0n, 5n));
    await expect(ledger.estimate(step(6n, 9n))).rejects.toMatchObject({
      code: 'ANCHOR_REFUSED',
      details: { reason: 'Gap', size: '5', from: '6' },
    });
    await expect(ledger.estimate({ from: 0n, to: 5n, root: rootOf(6n) })).rejects.toMatchObject({
      code: 'ANCHOR_REFUSED',
      details: { reason: 'DifferentRoot', anchored: `0x${rootOf(5n)}`, offered: `0x${rootOf(6n)}` },
    });
  });

  it('leaves no trace of a transaction that is signed and not sent', async () => {
    const ledger = await open();
    const before = await ledger.usedNonces('newest');
    const unsent = await signNext(ledger, step(0n, 5n));
    expect(await ledger.newest()).toEqual({ size: 0n, root: null });
    expect(await ledger.mined(unsent.hash)).toBeNull();
    expect(await ledger.knows(unsent.hash)).toBe(false);
    expect(await ledger.usedNonces('newest')).toBe(before);
  });

  it('takes one transaction twice, while it waits and when it is mined', async () => {
    const ledger = await open();
    await rpc(ledger.rpcUrl, 'evm_setAutomine', [false]);
    const { raw, hash } = await signNext(ledger, step(0n, 5n));
    expect(await ledger.broadcast(raw)).toEqual({ isTaken: true, complaint: null });
    expect(await ledger.broadcast(raw)).toEqual({ isTaken: true, complaint: null });
    expect(await ledger.mined(hash)).toBeNull();
    await rpc(ledger.rpcUrl, 'evm_mine');
    await untilMined(ledger, hash);
    expect(await ledger.knows(hash)).toBe(true);
    expect(await ledger.broadcast(raw)).toMatchObject({ isTaken: false });
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
  });

  it('passes on what the chain says of a transaction whose nonce another one took', async () => {
    const ledger = await open();
    const late = await signNext(ledger, step(0n, 4n));
    await anchor(ledger, step(0n, 5n));
    expect(await ledger.broadcast(late.raw)).toEqual({
      isTaken: false,
      complaint: expect.stringContaining('nonce') as unknown,
    });
  });

  it('forgets a transaction in a reorg and takes the same bytes again', async () => {
    const ledger = await open();
    const { raw, hash } = await signNext(ledger, step(0n, 5n));
    await ledger.broadcast(raw);
    const before = await untilMined(ledger, hash);
    await rpc(ledger.rpcUrl, 'anvil_reorg', [1, []]);
    expect(await ledger.mined(hash)).toBeNull();
    expect(await ledger.newest()).toEqual({ size: 0n, root: null });
    await ledger.broadcast(raw);
    const again = await untilMined(ledger, hash);
    expect(again.blockHash).not.toBe(before.blockHash);
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
  });
});

describe('the final block of a chain that is asked for it', () => {
  const FAST = 100;
  /** A chain of a hundred blocks, over an RPC that answers so when it is asked for `finalized`. */
  async function aChainThatSays(mischief: Mischief) {
    const { rpcUrl } = await anAnvil('--slots-in-an-epoch', '1');
    const proxy = await aMisbehavingRpc(rpcUrl);
    later(proxy, () => proxy.close());
    const ledger = await openRpcLedger({ rpcUrl: proxy.url, privateKey: TEST_KEY, salt: SALT });
    later(ledger, () => ledger.close());
    const { blockNumber: begun } = await ledger.blockAt('newest');
    await rpc(rpcUrl, 'anvil_mine', [`0x${(FAST - begun).toString(16)}`]);
    const asked = { isHonest: false };
    proxy.mischief = ({ params }) => (params[0] === 'finalized' && !asked.isHonest ? mischief : null);
    return { ledger, asked };
  }

  it.each<[string, Mischief]>([
    ['null', { result: () => null }],
    ['"invalid params"', { error: 'invalid block tag', code: -32_602, isPassedOn: false }],
    ['"no such method"', { error: 'the method is not available', code: -32_601, isPassedOn: false }],
    ['"Unknown block", as Erigon and Besu do', { error: 'Unknown block', code: -39_001, isPassedOn: false }],
    ['"finalized block not found", as geth does', { error: 'finalized block not found', isPassedOn: false }],
  ])('is 64 behind the newest where the chain has no such block and the RPC says %s', async (_, mischief) => {
    const { ledger } = await aChainThatSays(mischief);
    expect(await ledger.finalBlock()).toBe(FAST - 64);
  });

  it.each<[string, Mischief]>([
    ['a rate limit', { error: 'daily request count exceeded', code: -32_005, isPassedOn: false }],
    ['an internal error', { error: 'Internal error', code: -32_603, isPassedOn: false }],
    ['an error that says nothing', { error: 'header not found', isPassedOn: false }],
  ])('is not known, and none is assumed, where the RPC answers with %s', async (_, mischief) => {
    const { ledger, asked } = await aChainThatSays(mischief);
    await expect(ledger.finalBlock()).rejects.toThrow();
    asked.isHonest = true;
    expect(await ledger.finalBlock()).toBe(FAST - 2);
  });

  it('is not known where the RPC named one before and says now that there is none', async () => {
    const { ledger, asked } = await aChainThatSays({ result: () => null });
    asked.isHonest = true;
    await ledger.finalBlock();
    asked.isHonest = false;
    await expect(ledger.finalBlock()).rejects.toThrow('named a finalized block before and names none now');
  });
});

describe('openRpcLedger', () => {
  it('reads all steps of a log from an RPC that answers for two blocks at once', async () => {
    const { rpcUrl } = await anAnvil();
    const proxy = await aMisbehavingRpc(rpcUrl);
    later(proxy, () => proxy.close());
    const ledger = await openRpcLedger({ rpcUrl: proxy.url, privateKey: TEST_KEY, salt: SALT });
    later(ledger, () => ledger.close());
    const sizes = [0n, 5n, 9n, 12n];
    for (const [at, to] of sizes.slice(1).entries()) await anchor(ledger, step(sizes[at] ?? 0n, to));
    proxy.mischief = ({ method, params: [filter] }) => {
      const { fromBlock, toBlock } = (filter ?? {}) as { fromBlock?: string; toBlock?: string };
      return method === 'eth_getLogs' && Number(toBlock) - Number(fromBlock) > 1
        ? { error: 'query exceeds max block range 2', isPassedOn: false }
        : null;
    };
    expect((await ledger.anchored()).map(({ from, to }) => [from, to])).toEqual([
      [0n, 5n],
      [5n, 9n],
      [9n, 12n],
    ]);
    proxy.mischief = ({ method }) => (method === 'eth_getLogs' ? 'drop before' : null);
    await expect(ledger.anchored()).rejects.toThrow();
  });

  it('says which address does not answer, without the key that is in it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server on a free port answers with an address; its type allows for pipes too.
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const rpcUrl = `http://127.0.0.1:${port}/v3/secret`;
    const opening = openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    await expect(opening).rejects.toThrow(
      new RegExp(`^No Ethereum RPC answers at 127.0.0.1:${port}: [^/]*$`),
    );
  });

  it.each(['0x1234', `0x${'00'.repeat(32)}`, 'not hexadecimal'])(
    'refuses the key %s and does not repeat it',
    async (key) => {
      const opening = openRpcLedger({ rpcUrl: 'http://127.0.0.1:1', privateKey: key, salt: SALT });
      const error = await opening.catch((thrown: unknown) => thrown);
      expect(String(error)).toContain('ANCHOR_KEY is not a secp256k1 private key');
      expect(error).not.toHaveProperty('cause');
      expect(String(error)).not.toContain(key);
    },
  );

  it('says what to do on a chain without registry and deployment proxy', async () => {
    const { rpcUrl } = await anAnvil('--disable-default-create2-deployer');
    const opening = openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    await expect(opening).rejects.toThrow('Run npm run deploy -- --direct');
  });

  it('takes the registry that it is given, and only if a contract is there', async () => {
    const { rpcUrl } = await anAnvil();
    const first = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    later(first, () => first.close());
    const second = await openRpcLedger({
      rpcUrl,
      privateKey: TEST_KEY,
      salt: SALT,
      registry: first.registry,
    });
    later(second, () => second.close());
    expect(second.logId).toBe(first.logId);
    const registry = `0x${'11'.repeat(20)}`;
    const opening = openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT, registry });
    await expect(opening).rejects.toThrow(`There is no contract at ${registry}`);
  });

  it('finds the registry that another process deployed in the middle of its own attempt', async () => {
    const { rpcUrl } = await anAnvil();
    const first = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    later(first, () => first.close());
    const proxy = await aMisbehavingRpc(rpcUrl);
    later(proxy, () => proxy.close());
    let looks = 0;
    proxy.mischief = ({ method, params: [address] }) =>
      method === 'eth_getCode' &&
      String(address).toLowerCase() === first.registry.toLowerCase() &&
      (looks += 1) === 1
        ? { result: () => '0x' }
        : null;
    const second = await openRpcLedger({ rpcUrl: proxy.url, privateKey: TEST_KEY, salt: SALT });
    later(second, () => second.close());
    expect([second.registry, looks, proxy.sent]).toEqual([first.registry, 2, []]);
  });

  it('goes on with the key to which the log has passed in the registry', async () => {
    const { rpcUrl } = await anAnvil();
    const first = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    later(first, () => first.close());
    await anchor(first, step(0n, 5n));
    const wallet = (key: string) => new Wallet(key, new JsonRpcProvider(rpcUrl));
    const [owner, next] = [wallet(TEST_KEY), wallet(OTHER_KEY)];
    later(owner, () => owner.provider?.destroy());
    later(next, () => next.provider?.destroy());
    const registry = (signer: Wallet) => new Contract(first.registry, checkpointRegistryAbi, signer);
    const settled = async (sent: Promise<ContractTransactionResponse>) => (await sent).wait();
    await settled(registry(owner).getFunction('offerOwnership')(first.logId, next.address));
    await settled(registry(next).getFunction('acceptOwnership')(first.logId));

    const creator = owner.address;
    const second = await openRpcLedger({ rpcUrl, privateKey: OTHER_KEY, creator, salt: SALT });
    later(second, () => second.close());
    expect(second.logId).toBe(first.logId);
    await anchor(second, step(5n, 8n));
    expect(await second.newest()).toEqual({ size: 8n, root: rootOf(8n) });
    await expect(first.estimate(step(8n, 9n))).rejects.toMatchObject({ code: 'ANCHOR_REFUSED' });
    expect((await second.anchored()).map(({ sender }) => sender)).toEqual([owner.address, next.address]);
  });

  it('says so when the sender cannot pay for the registry', async () => {
    const { rpcUrl } = await anAnvil();
    const opening = openRpcLedger({ rpcUrl, privateKey: `0x${'77'.repeat(32)}`, salt: SALT });
    await expect(opening).rejects.toThrow(/could not deploy the checkpoint registry; has it funds/);
  });
});
