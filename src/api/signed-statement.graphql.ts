import { Field, ID, InputType } from 'type-graphql';
import { recordStatement, type Outcome } from '../register/record-statement.js';
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
    description: "The signer's EIP-712 signature (eth_signTypedData_v4): 65 bytes in hex",
  })
  signature!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Uploads of the files that the statement names, as far as they are new',
  })
  uploads?: string[] | null;
}

/** Records the statement of a mutation. */
export async function recordInput<Body, No>(
  house: Context['house'],
  kind: StatementKind<Body, No>,
  input: SignedStatementInput,
): Promise<Outcome<Body, No>> {
  const files = await arrivedFiles(house, input.uploads ?? []);
  return recordStatement(house, kind, { statement: input.statement, signature: input.signature, files });
}

/** For kinds that have no answer but yes. */
export async function recordedId<Body>(
  house: Context['house'],
  kind: StatementKind<Body>,
  input: SignedStatementInput,
): Promise<{ cid: string; body: Body }> {
  const outcome = await recordInput(house, kind, input);
  if ('no' in outcome) throw new Error(`${kind.kind} answered no, which it cannot`);
  return { cid: outcome.recorded.cid, body: outcome.recorded.statement.body };
}
