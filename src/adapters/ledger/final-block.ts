import { isError, type JsonRpcProvider } from 'ethers';
import { z } from 'zod';

/** Where the chain knows no `finalized` and nobody said how many: two epochs of Ethereum. */
const BLOCKS_WITHOUT_FINALITY = 64;

const blockSchema = z.looseObject({ number: z.string() });

/** The number of the newest block that is final: `blocks` behind the newest, or with null the chain's own `finalized`. */
export async function finalBlockOf(provider: JsonRpcProvider, blocks: number | null): Promise<number> {
  const finalized = blocks === null ? await finalizedBlock(provider) : null;
  if (finalized !== null) return finalized;
  const newest = Number(await provider.send('eth_blockNumber', []));
  return Math.max(0, newest - (blocks ?? BLOCKS_WITHOUT_FINALITY));
}

/** Null where the RPC does not know the tag; how it says so differs, but it answers with an error or with null. */
async function finalizedBlock(provider: JsonRpcProvider): Promise<number | null> {
  try {
    const block: unknown = await provider.send('eth_getBlockByNumber', ['finalized', false]);
    return block === null ? null : Number(blockSchema.parse(block).number);
  } catch (error) {
    if (isError(error, 'UNKNOWN_ERROR') || isError(error, 'UNSUPPORTED_OPERATION')) return null;
    throw error;
  }
}
