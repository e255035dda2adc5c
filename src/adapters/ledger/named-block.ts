import type { JsonRpcProvider } from 'ethers';
import * as z from 'zod';
import type { NamedBlock } from '../../ports.js';

const blockSchema = z.looseObject({
  number: z.string().regex(/^0x[0-9a-f]{1,13}$/),
  hash: z.string().regex(/^0x[0-9a-f]{64}$/),
});

/** The block at a tag or at a number in hex. */
export async function namedBlock(provider: JsonRpcProvider, at: string): Promise<NamedBlock> {
  const { number, hash } = blockSchema.parse(await provider.send('eth_getBlockByNumber', [at, false]));
  return { blockNumber: Number(number), blockHash: hash };
}
