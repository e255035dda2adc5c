import type { Wallet } from 'ethers';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import type { Ledger } from '../../src/ports.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { entryBytes, entryOf } from '../../src/register/entry.js';
import { recordStatement } from '../../src/register/record-statement.js';
import { statementsByCid } from '../../src/register/statement-store.js';
import type { Statement } from '../../src/register/statement.js';
import { typedDataHash, typedMessage } from '../../src/register/typed-data.js';
import { registerWork } from '../../src/works/register-work.js';
import { referenceTo, type StoredFile } from '../../src/works/file.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aMisbehavingRpc, type MisbehavingRpc } from '../fixtures/misbehaving-rpc.js';
import { aRandom } from '../fixtures/random.js';
import { rpc, SALT, TEST_KEY } from '../adapters/ledger-fixtures.js';
import { startAnvil } from '../../src/adapters/ledger/start-anvil.js';
import type { WalletChain } from '../../src/register/check-signer.js';
import { checkWallets } from '../../src/register/fsck/check-wallets.js';
import type { Report } from '../../src/register/fsck/finding.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  aStoredPicture,
  describeRegisters,
  NO_CHAIN,
  ORIGIN,
  recordedOf,
  signatureOf,
  type TestRegister,
} from './a-register.js';
import { changingNothing } from './tables.js';
import { walletsOn } from './a-wallet.js';

const owner = aPerson('owner of a wallet');
const heir = aPerson('heir of a wallet');

describeRegisters({ name: 'the signature of a contract wallet', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  let ledger: Ledger;
  /** The same chain, where a block is final when there are two after it. */
  let slow: Ledger;
  let proxy: MisbehavingRpc;
  let wallets: Awaited<ReturnType<typeof walletsOn>>;
  let owned: Awaited<ReturnType<typeof wallets.owned>>;
  let broken: string;
  let wallet: string;
  /** What was opened is closed in reverse, also when a later part cannot be opened. */
  const undo: (() => unknown)[] = [];
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-wallets-'));
    undo.unshift(() => rm(folder, { recursive: true, force: true }));
    const anvil = await startAnvil(['--cache-path', folder]);
    undo.unshift(() => anvil.stop());
    register = await open();
    undo.unshift(() => register.close());
    proxy = await aMisbehavingRpc(anvil.rpcUrl);
    undo.unshift(() => proxy.close());
    const settings = { rpcUrl: proxy.url, privateKey: TEST_KEY, salt: SALT, timeoutMs: 2000 };
    ledger = await openRpcLedger({ ...settings, finalBlocks: 0 });
    undo.unshift(() => ledger.close());
    slow = await openRpcLedger({ ...settings, finalBlocks: 2 });
    undo.unshift(() => slow.close());
    wallets = await walletsOn(anvil.rpcUrl);
    undo.unshift(() => wallets.close());
    owned = await wallets.owned(owner);
    wallet = (await owned.getAddress()).toLowerCase();
    broken = (await (await wallets.broken(owner)).getAddress()).toLowerCase();
  });
  afterEach(() => {
    proxy.mischief = () => null;
  });
  afterAll(async () => {
    for (const step of undo) await step();
  });

  const random = aRandom('wallets');
  let count = 0;
  /** A registration that names the signer, signed by anybody. */
  const aRegistration = async (signer: string, by: Wallet) => {
    count += 1;
    const picture = await aStoredPicture(register.content, `wallet ${count}`);
    const statement = draftStatement(registerWork, {
      origin: ORIGIN,
      signer,
      body: { title: 'Owned by code', makers: [], files: [referenceTo(picture)] },
      now: register.needs.clock.now(),
      nonce: random.bytes(16),
    });
    return { statement, signature: await signatureOf(by, statement), files: [picture] };
  };
  const record = (
    signed: { statement: Statement; signature: string; files: StoredFile[] },
    chain: Pick<Ledger, 'chainId' | 'blockAt' | 'askWallet'> = ledger,
  ) => recordStatement({ ...register.needs, ledger: chain }, registerWork, signed);
  const refuses = (act: () => Promise<unknown>, expected: object) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject(expected));

  it('is taken with the block at which the wallet accepted it, and the block is in the entry', async () => {
    const { cid } = recordedOf(await record(await aRegistration(wallet, owner)));
    const [stored] = await statementsByCid(register.database.tables, [cid]);
    if (!stored) throw new Error('it was recorded');
    const block = (await rpc(proxy.url, 'eth_getBlockByNumber', ['latest', false])) as {
      number: string;
      hash: string;
    };
    expect(stored.verifiedAt).toEqual({
      chainId: '31337',
      blockNumber: Number(block.number),
      blockHash: block.hash,
    });
    expect(JSON.parse(new TextDecoder().decode(entryBytes(entryOf(stored))))).toEqual({
      recordedAt: stored.recordedAt.toISOString(),
      signature: stored.signature,
      statement: cid,
      verifiedAt: stored.verifiedAt,
    });
    // The log's files are made from the row: it must give the very leaf that was recorded.
    await publishCheckpoint({ ...register, clock: register.needs.clock });
  });

  it('may have up to 4096 bytes, and none', async () => {
    for (const bytes of [4096, 0]) {
      const signed = await aRegistration(broken, owner);
      const outcome = record({ ...signed, signature: `0x${'09'.repeat(bytes)}` });
      // An empty one reverts in this wallet; that it was asked is what matters here.
      if (bytes === 0) await expect(outcome).rejects.toMatchObject({ details: { signer: broken } });
      else expect(recordedOf(await outcome).signature).toHaveLength(2 + 2 * bytes);
    }
    await refuses(
      async () => record({ ...(await aRegistration(broken, owner)), signature: `0x${'09'.repeat(4097)}` }),
      { code: 'WRONG_SIGNATURE', message: expect.stringContaining('4097 bytes; the most is 4096') as string },
    );
  });

  it('is refused when it is by somebody else, whom the wallet does not accept', async () => {
    await refuses(async () => record(await aRegistration(wallet, heir)), {
      code: 'WRONG_SIGNATURE',
      message: expect.stringContaining('does not accept the signature') as string,
    });
  });

  it.each([
    ['another value', '01'],
    ['a revert', '02'],
    ['all of its gas', '03'],
    ['four bytes', '04'],
    ['the value at the wrong end', '05'],
  ])('is refused when the wallet answers with %s', async (_, fault) => {
    await refuses(async () => record({ ...(await aRegistration(broken, owner)), signature: `0x${fault}` }), {
      code: 'WRONG_SIGNATURE',
      message: expect.stringContaining('does not accept') as string,
    });
  });

  it('is refused where no contract is: a long one, another key, and what is no bytes', async () => {
    const person = addressOf(heir);
    for (const signature of [`0x${'ab'.repeat(200)}`, '0x', undefined]) {
      const signed = await aRegistration(person, owner);
      await refuses(() => record({ ...signed, signature: signature ?? signed.signature }), {
        code: 'WRONG_SIGNATURE',
        message: expect.not.stringContaining('wallet') as string,
      });
    }
    // What is no bytes is refused without a chain.
    const signed = await aRegistration(person, owner);
    await refuses(() => record({ ...signed, signature: '0xabc' }, NO_CHAIN), { code: 'WRONG_SIGNATURE' });
  });

  it('is refused, saying so, where it is wrapped for a wallet that is not deployed', async () => {
    const signed = await aRegistration(addressOf(heir), owner);
    const signature = `${signed.signature}${'6492'.repeat(16)}`;
    await refuses(() => record({ ...signed, signature }, NO_CHAIN), {
      code: 'WALLET_NOT_DEPLOYED',
      message: expect.stringContaining('not deployed (ERC-6492)') as string,
    });
  });

  it.each<[string, MisbehavingRpc['mischief']]>([
    ['is down', () => 'drop before'],
    ['does not answer in time', ({ method }) => (method === 'eth_call' ? 'never answer' : null)],
    [
      'answers with an error',
      ({ method }) => (method === 'eth_call' ? { error: 'header not found', isPassedOn: false } : null),
    ],
    ['answers nonsense', ({ method }) => (method === 'eth_call' ? { result: () => '0x' } : null)],
    [
      'named a block that a reorg took away',
      ({ method }) =>
        method === 'eth_getBlockByNumber'
          ? { result: (block) => ({ ...(block as object), hash: `0x${'ee'.repeat(32)}` }) }
          : null,
    ],
  ])('is an outage and not a wrong signature when the chain %s', async (_, mischief) => {
    const signed = await aRegistration(wallet, owner);
    proxy.mischief = mischief;
    await refuses(() => record(signed), { code: 'CHAIN_UNREACHABLE', cause: expect.anything() as unknown });
    proxy.mischief = () => null;
    recordedOf(await record(signed));
  });

  it('of an ordinary key needs no chain', async () => {
    const outcome = recordedOf(await record(await aRegistration(addressOf(owner), owner), NO_CHAIN));
    expect(outcome.verifiedAt).toBeNull();
  });

  it('is good at its old block, and no more at the newest, when the wallet has another owner', async () => {
    const signed = await aRegistration(wallet, owner);
    const recorded = recordedOf(await record(signed));
    await wallets.replaceOwner(owned, { from: owner, to: heir });
    await refuses(async () => record(await aRegistration(wallet, owner)), { code: 'WRONG_SIGNATURE' });
    recordedOf(await record(await aRegistration(wallet, heir)));
    const question = {
      wallet,
      hash: `0x${Buffer.from(typedDataHash(typedMessage(recorded.statement))).toString('hex')}`,
      signature: recorded.signature,
    };
    const blockHash = recorded.verifiedAt?.blockHash ?? '';
    expect(await ledger.askWallet({ ...question, blockHash })).toBe('accepted');
    const newest = await ledger.blockAt('newest');
    expect(await ledger.askWallet({ ...question, blockHash: newest.blockHash })).toBe('not accepted');
  });

  it('is taken when the wallet accepts it at a final block, which no reorg takes out of the entry', async () => {
    const own = await wallets.owned(owner);
    const address = (await own.getAddress()).toLowerCase();
    const notYet = {
      code: 'WALLET_NOT_FINAL',
      message: expect.stringContaining('not yet at block') as string,
    };
    const signed = await aRegistration(address, owner);
    await refuses(() => record(signed, slow), notYet);
    await rpc(proxy.url, 'anvil_mine', ['0x2']);
    const recorded = recordedOf(await record(signed, slow));

    await wallets.replaceOwner(own, { from: owner, to: heir });
    await refuses(async () => record(await aRegistration(address, heir), slow), notYet);
    await refuses(async () => record(await aRegistration(address, owner), slow), { code: 'WRONG_SIGNATURE' });

    await rpc(proxy.url, 'anvil_reorg', [2, []]);
    const hash = `0x${Buffer.from(typedDataHash(typedMessage(recorded.statement))).toString('hex')}`;
    const blockHash = recorded.verifiedAt?.blockHash ?? '';
    expect(await slow.askWallet({ wallet: address, hash, signature: recorded.signature, blockHash })).toBe(
      'accepted',
    );
  });

  it('is asked for again by fsck at its old block, which names what the wallet never accepted', async () => {
    const { database } = register;
    const check = async (chain: WalletChain = ledger) => {
      const found: string[] = [];
      const report: Report = ({ code, subject, message }) => found.push(`${code} ${subject} ${message}`);
      return { unasked: await checkWallets({ database, ledger: chain, report }), found };
    };
    const rows = await database.tables.query<{ index: string; signature: string }[]>(
      'SELECT index::text, signature FROM log_statements WHERE verified_at IS NOT NULL ORDER BY log_statements.index',
    );
    const all = BigInt(rows.length);
    expect(await check()).toEqual({ unasked: 0n, found: [] });
    expect(await check({ ...ledger, chainId: '1' })).toEqual({ unasked: all, found: [] });
    proxy.mischief = () => 'drop before';
    expect(await check()).toEqual({ unasked: all, found: [] });
    proxy.mischief = ({ method }) =>
      method === 'eth_call' ? { error: 'missing trie node', isPassedOn: false } : null;
    expect(await check()).toEqual({ unasked: all, found: [] });
    proxy.mischief = () => null;
    const [first] = rows;
    const set = (signature: string | undefined) =>
      database.tables.query('UPDATE log_statements SET signature = $1 WHERE index = $2', [
        signature,
        first?.index,
      ]);
    await set('0x0102');
    const { unasked, found } = await check();
    expect([unasked, found]).toEqual([
      0n,
      [expect.stringContaining(`SIGNATURE_WRONG entry ${first?.index} At block `)],
    ]);
    expect(found[0]).toContain(`the contract wallet ${wallet} does not accept the signature`);
    await set(first?.signature);
  });
});
