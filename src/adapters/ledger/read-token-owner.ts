import { Contract } from 'ethers';
import { firstWords } from '../../lib/first-words.js';
import { Refusal } from '../../lib/refusal.js';
import { connectChain } from './connect-chain.js';

/** Whose a token was at a block of a chain. */
export interface TokenOwner {
  /** EIP-155, in decimal. */
  readonly chainId: string;
  /** Address in lower case. */
  readonly owner: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly blockTime: Date;
}

interface TokenAsked {
  readonly contract: string;
  readonly tokenId: string;
  /** The newest final block where none is given, or the newest of all on a chain without finality. */
  readonly block: number | null;
}

/**
 * Asks a token's contract for its owner (ERC-721, ownerOf) at a block, over an RPC. Refuses RPC_UNREACHABLE; NO_SUCH_BLOCK; NO_SUCH_TOKEN
 * where the contract answers with no address: it is none, or has no such token.
 */
export async function readTokenOwner(
  rpcUrl: string,
  { contract, tokenId, block }: TokenAsked,
): Promise<TokenOwner> {
  const provider = await connectChain(rpcUrl).catch((cause: unknown) => {
    throw new Refusal('RPC_UNREACHABLE', `No chain answers there: ${firstWords(cause)}`, {}, { cause });
  });
  try {
    const found = await provider.getBlock(block ?? 'finalized').catch(() => null);
    const at = found ?? (block === null ? await provider.getBlock('latest') : null);
    if (!at?.hash) throw new Refusal('NO_SUCH_BLOCK', `The chain has no block ${block ?? ''}.`, { block });
    const token = new Contract(contract, ['function ownerOf(uint256) view returns (address)'], provider);
    const owner: unknown = await token
      .getFunction('ownerOf')(tokenId, { blockTag: at.number })
      .catch((cause: unknown) => {
        throw new Refusal(
          'NO_SUCH_TOKEN',
          `${contract} gives no owner of token ${tokenId} at block ${at.number}: it is no ERC-721 contract, or has no such token then.`,
          { contract, tokenId, block: at.number },
          { cause },
        );
      });
    const { chainId } = await provider.getNetwork();
    return {
      chainId: chainId.toString(),
      owner: String(owner).toLowerCase(),
      blockNumber: at.number,
      blockHash: at.hash,
      blockTime: new Date(at.timestamp * 1000),
    };
  } finally {
    provider.destroy();
  }
}
