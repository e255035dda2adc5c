import { Interface, type JsonRpcProvider } from 'ethers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectChain } from '../../src/adapters/ledger/connect-chain.js';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import { startAnvil } from '../../src/adapters/ledger/start-anvil.js';
import { projectPath } from '../../src/adapters/project-path.js';
import { toHex } from '../../src/lib/hex.js';
import type { Ledger } from '../../src/ports.js';
import { besidePeer, median, ownFigure, type Bench, type Result } from './bench.js';
import { randomFrom } from './random.js';

/** Account 0 of anvil's published test mnemonic, which anvil signs for unasked. */
const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const TIMES = 9;
const CLAIMS = 1000n;
const PATIENCE_MS = 10_000;
const MOST_GAS = 55_000;
const MOST_GAS_A_CLAIM = 55;

/**
 * Gas of a checkpoint and of a claim in it, beside an ERC-721 mint and an EAS-style attestation, all measured on one
 * chain in one run. The peers are contracts/bench: the least that such contracts have to write.
 */
export async function benchAnchor(bench: Bench): Promise<Result[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-anchor-'));
  bench.scope.defer(() => rm(folder, { recursive: true, force: true }));
  const anvil = await startAnvil(['--cache-path', folder]);
  bench.scope.defer(() => anvil.stop());
  const provider = await connectChain(anvil.rpcUrl);
  bench.scope.defer(async () => provider.destroy());

  bench.progress(`anchoring ${TIMES + 1} checkpoints of ${CLAIMS} claims each`);
  const ledger = await openRpcLedger({
    rpcUrl: anvil.rpcUrl,
    privateKey: KEY,
    salt: `0x${'5a'.repeat(32)}`,
    finalBlocks: 0,
  });
  bench.scope.defer(() => ledger.close());
  const [first = 0, ...later] = await gasOfCheckpoints(ledger);
  bench.progress('minting and attesting');
  const peers = await gasOfPeers(provider, ledger.sender);
  const checkpoint = median(later);
  const claim = checkpoint / Number(CLAIMS);

  const a = `a claim, ${CLAIMS} to a checkpoint`;
  return [
    ownFigure(
      'gas of a later checkpoint: one transaction, of which a log needs one for all its claims',
      'gas',
      {
        ours: checkpoint,
        most: MOST_GAS,
      },
    ),
    ownFigure("gas of a log's first checkpoint", 'gas', { ours: first }),
    ownFigure(`gas of ${a}`, 'gas', { ours: claim, most: MOST_GAS_A_CLAIM }),
    besidePeer(`gas of ${a}, beside a token for each`, 'gas', {
      ours: claim,
      peer: peers.mint,
      peerName: 'ERC-721 mint to an owner who has some',
    }),
    besidePeer(`gas of ${a}, beside an attestation for each`, 'gas', {
      ours: claim,
      peer: peers.attest,
      peerName: 'EAS-style attest of 32 bytes',
    }),
  ];
}

async function gasOfCheckpoints(ledger: Ledger): Promise<number[]> {
  const random = randomFrom('roots');
  const gas: number[] = [];
  for (let at = 0n; at <= BigInt(TIMES); at += 1n) {
    const root = toHex(random.bytes(32));
    const call = { from: at * CLAIMS, to: (at + 1n) * CLAIMS, root };
    const { baseFeePerGas, maxPriorityFeePerGas } = await ledger.fees();
    const maxFeePerGas = 2n * baseFeePerGas + maxPriorityFeePerGas;
    const terms = { gasLimit: await ledger.estimate(call), maxFeePerGas, maxPriorityFeePerGas };
    const { raw, hash } = await ledger.sign(call, await ledger.usedNonces('newest'), terms);
    await ledger.broadcast(raw);
    const mined = await untilThere(hash, () => ledger.mined(hash));
    if (!mined.succeeded) throw new Error(`The checkpoint of size ${call.to} was reverted: ${hash}`);
    gas.push(Number(mined.receipt['gasUsed']));
  }
  return gas;
}

async function gasOfPeers(provider: JsonRpcProvider, from: string) {
  const random = randomFrom('peers');
  const source = pathToFileURL(projectPath('scripts', 'compile-contracts.mjs')).href;
  const { compilePeers } = (await import(source)) as typeof import('../compile-contracts.mjs'); // a script beside dist
  const { MintPeer, AttestPeer } = compilePeers();
  const send = (call: { to?: string; data: string }) => sendUnlocked(provider, { from, ...call });

  const mints = new Interface(MintPeer.abi);
  const token = (await send({ data: MintPeer.bytecode })).contract;
  const mint = async () => (await send({ to: token, data: mints.encodeFunctionData('mint', [from]) })).gas;
  await mint(); // the first ever also makes the counter and the owner's balance
  const minted: number[] = [];
  for (let at = 0; at < TIMES; at += 1) minted.push(await mint());

  const attests = new Interface(AttestPeer.abi);
  const service = (await send({ data: AttestPeer.bytecode })).contract;
  const schema = 'bytes32 statement';
  const registered = await provider.call({
    to: service,
    data: attests.encodeFunctionData('register', [schema]),
  });
  await send({ to: service, data: attests.encodeFunctionData('register', [schema]) });
  const attested: number[] = [];
  for (let at = 0; at < TIMES; at += 1) {
    const data = attests.encodeFunctionData('attest', [registered, from, random.bytes(32)]);
    attested.push((await send({ to: service, data })).gas);
  }
  return { mint: median(minted), attest: median(attested) };
}

interface SentReceipt {
  readonly status: string;
  readonly gasUsed: string;
  readonly contractAddress: string | null;
}

/** Through an account that anvil signs for. */
async function sendUnlocked(provider: JsonRpcProvider, call: { from: string; to?: string; data: string }) {
  const hash = String(await provider.send('eth_sendTransaction', [call]));
  const receipt = await untilThere(
    hash,
    () => provider.send('eth_getTransactionReceipt', [hash]) as Promise<SentReceipt | null>, // as JSON-RPC says
  );
  if (receipt.status !== '0x1') throw new Error(`The peer's transaction ${hash} was reverted.`);
  return { gas: Number(receipt.gasUsed), contract: receipt.contractAddress ?? '' };
}

/** Anvil answers before the block is made, if only by a moment. */
async function untilThere<Found>(hash: string, look: () => Promise<Found | null>): Promise<Found> {
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline;) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`Transaction ${hash} was not mined within ${PATIENCE_MS / 1000} s.`);
}
