import type { JsonRpcProvider } from 'ethers';
import { z } from 'zod';
import { rpcErrorOf } from './rpc-error.js';

/** Where the chain knows no `finalized` and nobody said how many: two epochs of Ethereum. */
const BLOCKS_WITHOUT_FINALITY = 64;

/** Invalid params and no such method (JSON-RPC 2.0 §5.1), and "Unknown block" of Erigon, Besu and Nethermind. */
const UNKNOWN_TAG_CODES: ReadonlySet<number> = new Set([-32_602, -32_601, -39_001]);
/** geth says it under the code of everything else. */
const UNKNOWN_TAG_WORDS = /^finalized block not found$/;

const blockSchema = z.looseObject({ number: z.string() });

/**
 * Asks for the number of the newest block that is final: `blocks` behind the newest, or with null the chain's own
 * `finalized`. Only a chain that has never named one is taken for a chain without it: whatever else an RPC says is
 * an outage, for a rate limit must make nothing final early.
 */
export function finalBlockOf(provider: JsonRpcProvider, blocks: number | null): () => Promise<number> {
  let hasFinality = false;
  return async () => {
    const finalized = blocks === null ? await finalizedBlock(provider) : null;
    if (finalized !== null) {
      hasFinality = true;
      return finalized;
    }
    if (hasFinality)
      throw new Error(
        'The RPC named a finalized block before and names none now. Ask it again; if that lasts, check the RPC.',
      );
    const newest = Number(await provider.send('eth_blockNumber', []));
    return Math.max(0, newest - (blocks ?? BLOCKS_WITHOUT_FINALITY));
  };
}

/** Null where the RPC says that it does not know the tag. */
async function finalizedBlock(provider: JsonRpcProvider): Promise<number | null> {
  try {
    const block: unknown = await provider.send('eth_getBlockByNumber', ['finalized', false]);
    return block === null ? null : Number(blockSchema.parse(block).number);
  } catch (error) {
    const said = rpcErrorOf(error);
    if (said && (UNKNOWN_TAG_CODES.has(said.code) || UNKNOWN_TAG_WORDS.test(said.message))) return null;
    throw error;
  }
}
