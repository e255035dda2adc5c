import { Field, ID, InputType } from 'type-graphql';
import type { Outcome } from '../register/append-group.js';
import { recordStatement } from '../register/record-statement.js';
import type { StatementKind } from '../register/statement-kind.js';
import { arrivedFiles } from '../works/receive-upload.js';
import type { Context } from './context.js';
import { JsonObject } from './scalars.js';

@InputType({ description: 'A signed statement, as every mutation of the register takes it' })
export class SignedStatementInput {
  @Field(() => JsonObject, {
    description: 'The statement, exactly as it was signed; its schema is in schema/statements',
  })
  statement!: Record<string, unknown>;

  @Field(() => String, {
    description:
      "The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE",
  })
  signature!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Uploads of the files that the statement names, as far as they are new',
  })
  uploads?: string[] | null;
}

/** Records the statement of a mutation; what was read before it in the same request is read anew afterwards. */
export async function recordInput<Body, No>(
  { house, loaders }: Context,
  kind: StatementKind<Body, No>,
  input: SignedStatementInput,
): Promise<Outcome<Body, No>> {
  const files = await arrivedFiles(house, input.uploads ?? []);
  const outcome = await recordStatement(house, kind, {
    statement: input.statement,
    signature: input.signature,
    files,
  });
  for (const loader of Object.values(loaders)) loader.clearAll();
  return outcome;
}

/** For kinds that have no answer but yes. */
export async function recordedId<Body>(
  context: Context,
  kind: StatementKind<Body>,
  input: SignedStatementInput,
): Promise<{ cid: string; body: Body }> {
  const outcome = await recordInput(context, kind, input);
  if ('no' in outcome) throw new Error(`${kind.kind} answered no, which it cannot`);
  return { cid: outcome.recorded.cid, body: outcome.recorded.statement.body };
}
