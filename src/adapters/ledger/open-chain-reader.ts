import { messageOf } from '../../lib/message-of.js';
import type { ChainReader } from '../../evidence/verify-anchor.js';
import { Refusal } from '../../lib/refusal.js';
import { askWallet } from './ask-wallet.js';
import { connectChain } from './connect-chain.js';

/** Reads what a verification wants of a chain from an RPC; close it when done. Refuses RPC_UNREACHABLE. */
export async function openChainReader(rpcUrl: string): Promise<ChainReader & { close(): void }> {
  const provider = await connectChain(rpcUrl).catch((cause: unknown) => {
    throw new Refusal(
      'RPC_UNREACHABLE',
      `No chain answers at the RPC of --rpc: ${messageOf(cause)}`,
      {},
      { cause },
    );
  });
  return {
    chainId: async () => (await provider.getNetwork()).chainId.toString(),
    askWallet: (question) => askWallet(provider, question),
    receipt: (hash) => provider.send('eth_getTransactionReceipt', [hash]),
    blockTime: async (blockHash) => {
      const block = await provider.getBlock(blockHash);
      return block && new Date(block.timestamp * 1000);
    },
    close: () => provider.destroy(),
  };
}
