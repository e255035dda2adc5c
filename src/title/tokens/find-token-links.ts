import { isStorable } from '../../lib/columns.js';
import type { Database } from '../../ports.js';
import { linksOfToken } from './token-store.js';
import type { TokenLink } from './token-link.js';

/** What links a token to works; the contract in any case of letters. */
export async function findTokenLinks(
  { database }: { database: Database },
  { chainId, contract, tokenId }: Pick<TokenLink, 'chainId' | 'contract' | 'tokenId'>,
): Promise<TokenLink[]> {
  const token = { chainId, contract: contract.toLowerCase(), tokenId };
  return Object.values(token).every(isStorable) ? linksOfToken(database.tables, token) : [];
}
