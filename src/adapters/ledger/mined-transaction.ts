import type { JsonRpcProvider } from 'ethers';
import { z } from 'zod';
import { blockHeader } from '../../lib/block-header.js';
import type { MinedTransaction } from '../../ports.js';

/** What a receipt is read for; the rest is passed on as it came. */
const receiptSchema = z.looseObject({
  transactionHash: z.string(),
  status: z.string(),
  blockNumber: z.string(),
  blockHash: z.string(),
  gasUsed: z.string(),
  effectiveGasPrice: z.string(),
});

const blockSchema = z.looseObject({ hash: z.string(), timestamp: z.string() });

/**
 * What a block holds of a transaction, or null. A receipt is believed only if it is of this very transaction and of
 * the block that the chain has at that number: one of another is an error, one of another block is of a reorg.
 */
export async function minedTransaction(
  provider: JsonRpcProvider,
  hash: string,
): Promise<MinedTransaction | null> {
  const reply: unknown = await provider.send('eth_getTransactionReceipt', [hash]);
  if (reply === null) return null;
  const receipt = receiptSchema.parse(reply);
  if (receipt.transactionHash !== hash) {
    throw new Error(
      `The RPC was asked for the receipt of ${hash} and gave that of ${receipt.transactionHash.slice(0, 66)}. It is not believed; check the RPC.`,
    );
  }
  const found: unknown = await provider.send('eth_getBlockByNumber', [receipt.blockNumber, false]);
  if (found === null) return null;
  const block = blockSchema.parse(found);
  if (block.hash !== receipt.blockHash) return null;
  return {
    hash,
    succeeded: BigInt(receipt.status) === 1n,
    blockNumber: Number(receipt.blockNumber),
    blockHash: receipt.blockHash,
    blockHeader: blockHeader(block),
    minedAt: new Date(Number(block.timestamp) * 1000),
    paidWei: BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice),
    receipt,
  };
}
