import type { JsonRpcProvider } from 'ethers';
import { z } from 'zod';

const blockSchema = z.looseObject({ baseFeePerGas: z.string() });

/** What gas costs in the newest block, and the tip that the RPC advises; in wei a unit (EIP-1559). */
export async function presentFees(
  provider: JsonRpcProvider,
): Promise<{ baseFeePerGas: bigint; maxPriorityFeePerGas: bigint }> {
  const [block, { maxPriorityFeePerGas }] = await Promise.all([
    provider.send('eth_getBlockByNumber', ['latest', false]) as Promise<unknown>,
    provider.getFeeData(),
  ]);
  const { success, data } = blockSchema.safeParse(block);
  if (!success || maxPriorityFeePerGas === null) {
    throw new Error('The chain has no EIP-1559 fees, which the anchors need. Use an RPC of one that has.');
  }
  return { baseFeePerGas: BigInt(data.baseFeePerGas), maxPriorityFeePerGas };
}
