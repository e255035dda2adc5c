import { Wallet } from 'ethers';
import { randomBytes } from 'node:crypto';
import { draftStatement } from '../register/draft-statement.js';
import type { SignedKind, StatementKind } from '../register/statement-kind.js';
import { TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage } from '../register/typed-data.js';
import type { Client } from './client.js';

/** The name of the server's log. */
export const logOrigin = async (client: Client): Promise<string> =>
  (await client.ask<{ log: { origin: string } }>('{ log { origin } }')).log.origin;

/** A kind among others, whose body its own schema reads. */
export const anyKind = <Body>(kind: StatementKind<Body>) => kind as unknown as StatementKind<unknown>;

/**
 * Makes a statement here and signs it: what the server says is not signed unseen, and of it only the name of its log
 * goes in.
 */
export async function signStatement<Body>(
  client: Client,
  wallet: Wallet,
  kind: SignedKind<Body>,
  body: Body,
) {
  const statement = draftStatement(kind, {
    origin: await logOrigin(client),
    signer: wallet.address,
    body,
    now: new Date(),
    nonce: randomBytes(16),
  });
  const signature = await wallet.signTypedData(TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage(statement));
  return { statement, signature };
}
