import { AbiCoder, Interface, isError, keccak256, type JsonRpcProvider, type Wallet } from 'ethers';
import { z } from 'zod';
import type { AnchorCall, Ledger, MinedTransaction } from '../../ports.js';
import { Refusal } from '../../lib/refusal.js';
import { checkpointRegistryAbi } from './checkpoint-registry.generated.js';
import { signCall } from './sign-call.js';

const registryInterface = new Interface(checkpointRegistryAbi);
const NO_ROOT = `0x${'00'.repeat(32)}`;

export interface LedgerParts {
  readonly provider: JsonRpcProvider;
  readonly wallet: Wallet;
  readonly registry: string;
  /** 32 bytes as 0x and 64 hex digits: tells the sender's logs apart. */
  readonly salt: string;
  /** Awaited before a transaction is reported as mined: the embedded chain writes its block down first. */
  readonly keepBlock?: (block: { readonly number: number; readonly hash: string }) => Promise<void>;
}

/** What a receipt is read for; the rest is passed on as it came. */
const receiptSchema = z.looseObject({ status: z.string(), blockNumber: z.string(), blockHash: z.string() });

/** The Ledger port over any EVM chain that holds a CheckpointRegistry. */
export async function checkpointLedger(parts: LedgerParts): Promise<Ledger> {
  const { provider, wallet, registry, salt } = parts;
  const sender = wallet.address;
  const logId = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [sender, salt]));
  const chainId = (await provider.getNetwork()).chainId.toString();

  async function view(name: 'log' | 'rootAt', values: readonly unknown[]): Promise<readonly unknown[]> {
    const data = registryInterface.encodeFunctionData(name, values);
    const reply = await provider.call({ to: registry, data });
    return registryInterface.decodeFunctionResult(name, reply).toArray();
  }

  async function rootAt(size: bigint): Promise<string | null> {
    const [root] = await view('rootAt', [logId, size]);
    return root === NO_ROOT ? null : String(root).slice(2);
  }

  return {
    chainId,
    registry,
    sender,
    logId,
    rootAt,

    async sign(call) {
      const data = encodeAnchor(sender, salt, call);
      try {
        return await signCall(wallet, provider, { to: registry, data });
      } catch (error) {
        throw refusalOf(error, call) ?? error;
      }
    },

    async broadcast(raw) {
      try {
        await provider.send('eth_sendRawTransaction', [raw]);
      } catch (cause) {
        if (isKnownAlready(cause)) return;
        // "nonce too low" may mean that this very transaction is mined, and nodes word it in many ways: ask for it.
        const hash = keccak256(raw);
        if ((await provider.send('eth_getTransactionByHash', [hash])) !== null) return;
        throw new Error(`The chain did not take transaction ${hash}.`, { cause });
      }
    },

    async mined(hash): Promise<MinedTransaction | null> {
      const reply: unknown = await provider.send('eth_getTransactionReceipt', [hash]);
      if (reply === null) return null;
      const receipt = receiptSchema.parse(reply);
      const block = await provider.getBlock(receipt.blockHash);
      // A reorg between the two questions: the receipt is of a block that is no more.
      if (block === null) return null;
      const blockNumber = Number(receipt.blockNumber);
      await parts.keepBlock?.({ number: blockNumber, hash: receipt.blockHash });
      return {
        hash,
        succeeded: BigInt(receipt.status) === 1n,
        blockNumber,
        blockHash: receipt.blockHash,
        minedAt: new Date(block.timestamp * 1000),
        receipt,
      };
    },

    async newest() {
      const [, anchored] = await view('log', [logId]);
      const size = BigInt(String(anchored));
      return { size, root: size === 0n ? null : await rootAt(size) };
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

/** geth "already known", anvil "already imported", Nethermind "AlreadyKnown", Besu "Known transaction". */
const isKnownAlready = (error: unknown): boolean =>
  error instanceof Error && /already ?(known|imported)|known transaction/i.test(error.message);
