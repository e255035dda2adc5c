import { Wallet } from 'ethers';
import { randomBytes } from 'node:crypto';
import { draftStatement } from '../register/draft-statement.js';
import type { StatementKind } from '../register/statement-kind.js';
import { TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage } from '../register/typed-data.js';
import type { Client } from './client.js';

/**
 * Makes a statement here and signs it: what the server says is not signed unseen, and of it only the name of its log
 * goes in.
 */
export async function signStatement<Body>(
  client: Client,
  wallet: Wallet,
  kind: StatementKind<Body, unknown>,
  body: Body,
) {
  const { log } = await client.ask<{ log: { origin: string } }>('{ log { origin } }');
  const statement = draftStatement(kind, {
    origin: log.origin,
    signer: wallet.address,
    body,
    now: new Date(),
    nonce: randomBytes(16),
  });
  const signature = await wallet.signTypedData(TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage(statement));
  return { statement, signature };
}
