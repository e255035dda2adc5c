import { AbiCoder, Interface, isError, keccak256, type JsonRpcProvider, type Wallet } from 'ethers';
import type { AnchorCall, ChainHead, Ledger } from '../../ports.js';
import { Refusal } from '../../lib/refusal.js';
import { anchoredTransactions } from './anchored-transactions.js';
import { askWallet } from './ask-wallet.js';
import { checkpointRegistryAbi } from './checkpoint-registry.generated.js';
import { finalBlockOf } from './final-block.js';
import { minedTransaction } from './mined-transaction.js';
import { namedBlock } from './named-block.js';
import { presentFees } from './present-fees.js';
import { sendRaw } from './send-raw.js';
import { signCall } from './sign-call.js';

const registryInterface = new Interface(checkpointRegistryAbi);
const NO_ROOT = `0x${'00'.repeat(32)}`;

export interface LedgerParts {
  readonly provider: JsonRpcProvider;
  readonly wallet: Wallet;
  readonly registry: string;
  /** Whose address, with the salt, names the log in the registry for ever, whoever owns it there now. */
  readonly creator: string;
  /** 32 bytes as 0x and 64 hex digits: tells the creator's logs apart. */
  readonly salt: string;
  /** After how many more blocks a block is final; null: what the chain itself calls `finalized`. */
  readonly finalBlocks: number | null;
  /** Awaited before a transaction is reported as mined: the embedded chain writes its block down first. */
  readonly keepBlock?: (block: { readonly number: number; readonly hash: string }) => Promise<void>;
}

/** The Ledger port over any EVM chain that holds a CheckpointRegistry. */
export async function checkpointLedger(parts: LedgerParts): Promise<Ledger> {
  const { provider, wallet, registry, creator, salt, finalBlocks } = parts;
  const sender = wallet.address;
  const logId = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [creator, salt]));
  const { chainId } = await provider.getNetwork();

  const finalBlock = finalBlockOf(provider, finalBlocks);
  const tagOf = async (head: ChainHead) =>
    head === 'newest' ? 'latest' : `0x${(await finalBlock()).toString(16)}`;

  async function view(
    name: 'log' | 'rootAt',
    values: readonly unknown[],
    head: ChainHead,
  ): Promise<readonly unknown[] | null> {
    const data = registryInterface.encodeFunctionData(name, values);
    const reply = await provider.call({ to: registry, data, blockTag: await tagOf(head) });
    // Before the registry's own block there is no contract, and a call of nothing answers with nothing.
    return reply === '0x' ? null : registryInterface.decodeFunctionResult(name, reply).toArray();
  }

  async function rootAt(size: bigint, head: ChainHead = 'newest'): Promise<string | null> {
    const root = await view('rootAt', [logId, size], head);
    return root === null || root[0] === NO_ROOT ? null : String(root[0]).slice(2);
  }

  return {
    chainId: chainId.toString(),
    registry,
    sender,
    logId,
    finalBlock,
    rootAt: (size) => rootAt(size),
    anchored: () => anchoredTransactions(provider, { registry, logId }),
    blockAt: async (head) => namedBlock(provider, await tagOf(head)),
    askWallet: (question) => askWallet(provider, question),
    fees: () => presentFees(provider),
    broadcast: (raw) => sendRaw(provider, raw),

    async estimate(call) {
      const data = encodeAnchor(creator, salt, call);
      try {
        const gas = await provider.estimateGas({ from: sender, to: registry, data });
        // A fifth above the estimate: storage that is warm now can be cold when the transaction is mined.
        return (gas * 12n) / 10n;
      } catch (error) {
        throw refusalOf(error, call) ?? error;
      }
    },

    sign(call, nonce, terms) {
      const data = encodeAnchor(creator, salt, call);
      return signCall(wallet, { chainId, nonce, to: registry, data, ...terms });
    },

    async knows(hash) {
      return (await provider.send('eth_getTransactionByHash', [hash])) !== null;
    },

    async mined(hash) {
      const mined = await minedTransaction(provider, hash);
      if (mined) await parts.keepBlock?.({ number: mined.blockNumber, hash: mined.blockHash });
      return mined;
    },

    async usedNonces(head) {
      return Number(await provider.send('eth_getTransactionCount', [sender, await tagOf(head)]));
    },

    async newest(head = 'newest') {
      const log = await view('log', [logId], head);
      const size = log === null ? 0n : BigInt(String(log[1]));
      return { size, root: size === 0n ? null : await rootAt(size, head) };
    },

    close() {
      provider.destroy();
      return Promise.resolve();
    },
  };
}

function encodeAnchor(creator: string, salt: string, { from, to, root }: AnchorCall): string {
  if (!/^[0-9a-f]{64}$/.test(root))
    throw new TypeError(`A root is 64 lower-case hex digits, not "${root.slice(0, 80)}".`);
  return registryInterface.encodeFunctionData('anchor', [creator, salt, from, to, `0x${root}`]);
}

/** What the contract answered, if it is the contract that refused; `details.reason` is the name of its error. */
function refusalOf(error: unknown, call: AnchorCall): Refusal | null {
  if (!isError(error, 'CALL_EXCEPTION') || error.data === null) return null;
  const reason = registryInterface.parseError(error.data);
  if (reason === null) return null;
  const values = reason.fragment.inputs.map((input, i) => [input.name, String(reason.args[i])] as const);
  const said = `${reason.name}(${values.map(([name, value]) => `${name} ${value}`).join(', ')})`;
  return new Refusal(
    'ANCHOR_REFUSED',
    `The registry refuses the checkpoint from ${call.from} to ${call.to}: ${said}.`,
    { reason: reason.name, ...Object.fromEntries(values) },
    { cause: error },
  );
}
