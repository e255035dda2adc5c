import * as z from 'zod';
import { addressSchema, workIdSchema } from '../../lib/ids.js';
import { instantSchema } from '../../register/statement.js';
import type { EventCapacity } from '../history/provenance-event.js';

/** A token by its chain (EIP-155), contract and number (ERC-721). */
export const tokenFields = {
  chainId: z
    .string()
    .regex(/^[1-9]\d{0,29}$/, 'is not a chain id in decimal')
    .describe('Chain (EIP-155), in decimal: "1" is Ethereum'),
  contract: addressSchema.describe('Address of the ERC-721 contract'),
  tokenId: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,77})$/, 'is not the number of a token in decimal')
    .describe('Number of the token, in decimal'),
};

export const tokenLinkSchema = z.strictObject({
  work: workIdSchema,
  ...tokenFields,
  owner: addressSchema.describe('What ownerOf gave at the block'),
  blockNumber: z.int().min(0),
  blockHash: z.string().regex(/^0x[0-9a-f]{64}$/, 'is not a hash of a block'),
  blockTime: instantSchema.describe("The block's time"),
});

export type TokenLinkBody = Readonly<z.infer<typeof tokenLinkSchema>>;

/** That a token stands for a work, and whose it was at a block, as somebody who speaks for the work states it. */
export interface TokenLink {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly work: string;
  readonly chainId: string;
  readonly contract: string;
  readonly tokenId: string;
  readonly owner: string;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  readonly blockTime: Date;
  readonly linkedBy: string;
  readonly capacity: EventCapacity;
  readonly linkedAt: Date;
}
