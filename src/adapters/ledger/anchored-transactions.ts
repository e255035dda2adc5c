import { Interface, Transaction, type JsonRpcProvider } from 'ethers';
import { z } from 'zod';
import type { AnchoredTransaction } from '../../ports.js';
import { checkpointRegistryAbi } from './checkpoint-registry.generated.js';
import { minedTransaction } from './mined-transaction.js';

const registryInterface = new Interface(checkpointRegistryAbi);

const eventSchema = z.looseObject({
  transactionHash: z.string(),
  data: z.string(),
  topics: z.array(z.string()),
});

/** The transactions that moved a log on, from the registry's events, in the order of the chain. */
export async function anchoredTransactions(
  provider: JsonRpcProvider,
  { registry, logId }: { readonly registry: string; readonly logId: string },
): Promise<AnchoredTransaction[]> {
  const topics = registryInterface.encodeFilterTopics('CheckpointAnchored', [logId]);
  const newest = Number(await provider.send('eth_blockNumber', []));
  const events = await eventsBetween(provider, { address: registry, topics }, { from: 0, to: newest });
  const found: AnchoredTransaction[] = [];
  for (const { transactionHash, data, topics: own } of events) {
    const step = registryInterface.decodeEventLog('CheckpointAnchored', data, own);
    const [, from, to, root] = step.toArray().map(String);
    const mined = await minedTransaction(provider, transactionHash);
    const sent = await provider.getTransaction(transactionHash);
    const signed = sent && Transaction.from(sent);
    // A contract may have called the registry; whoever rebuilds keeps only what was signed for it.
    if (!mined || !signed || signed.to?.toLowerCase() !== registry.toLowerCase()) continue;
    if (signed.hash !== transactionHash || signed.from === null)
      throw new Error(
        `The RPC gave another transaction for ${transactionHash}. It is not believed; check the RPC.`,
      );
    found.push({
      from: BigInt(from ?? 0),
      to: BigInt(to ?? 0),
      root: String(root).slice(2),
      raw: signed.serialized,
      sender: signed.from,
      nonce: signed.nonce,
      terms: {
        gasLimit: signed.gasLimit,
        maxFeePerGas: signed.maxFeePerGas ?? signed.gasPrice ?? 0n,
        maxPriorityFeePerGas: signed.maxPriorityFeePerGas ?? 0n,
      },
      mined,
    });
  }
  return found;
}

interface Blocks {
  readonly from: number;
  readonly to: number;
}

/**
 * All events, in halves where the RPC refuses so many blocks at once. Providers limit the blocks, the events or the
 * time, and each says so otherwise, so that every failure is taken for a limit until one block alone is refused: of an
 * RPC that is out of order, that one is the first.
 */
async function eventsBetween(
  provider: JsonRpcProvider,
  filter: object,
  { from, to }: Blocks,
): Promise<z.infer<typeof eventSchema>[]> {
  const hex = (block: number) => `0x${block.toString(16)}`;
  try {
    const reply: unknown = await provider.send('eth_getLogs', [
      { ...filter, fromBlock: hex(from), toBlock: hex(to) },
    ]);
    return z.array(eventSchema).parse(reply);
  } catch (error) {
    if (from === to) throw error;
    const middle = Math.floor((from + to) / 2);
    return [
      ...(await eventsBetween(provider, filter, { from, to: middle })),
      ...(await eventsBetween(provider, filter, { from: middle + 1, to })),
    ];
  }
}
