import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import { writeTogether } from '../../lib/together.js';
import type { Tables } from '../../ports.js';
import type { TokenLink } from './token-link.js';

export const TokenLinks = new EntitySchema<TokenLink>({
  name: 'token_links',
  columns: {
    id: { type: 'text', ...keyOf('token_links') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    chainId: { type: 'text' },
    contract: { type: 'text' },
    tokenId: { type: 'text' },
    owner: { type: 'text' },
    blockNumber: { ...bigintColumn },
    blockHash: { type: 'text' },
    blockTime: { ...instantColumn },
    linkedBy: { type: 'text' },
    capacity: { type: 'text' },
    linkedAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_token_links_index', columns: ['statementIndex'] }],
  indices: [
    { name: 'ix_token_links_work', columns: ['work', 'statementIndex'] },
    { name: 'ix_token_links_token', columns: ['chainId', 'contract', 'tokenId'] },
  ],
});

export const saveTokenLink = writeTogether(async (tables: Tables, rows: readonly TokenLink[]) => {
  await tables.insert(TokenLinks, [...rows]);
});

/** Links of tokens to several works, in the order of the register. */
export const linksOfWorks = (tables: Tables, works: readonly string[]): Promise<TokenLink[]> =>
  readRows(tables, TokenLinks, 'WHERE work = ANY($1) ORDER BY statement_index', [works]);

/** What links one token to works, the first 100 in the order of the register. */
export const linksOfToken = (
  tables: Tables,
  { chainId, contract, tokenId }: Pick<TokenLink, 'chainId' | 'contract' | 'tokenId'>,
): Promise<TokenLink[]> =>
  readRows(
    tables,
    TokenLinks,
    'WHERE chain_id = $1 AND contract = $2 AND token_id = $3 ORDER BY statement_index LIMIT 100',
    [chainId, contract, tokenId],
  );
