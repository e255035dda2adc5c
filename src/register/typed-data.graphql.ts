import { randomBytes } from 'node:crypto';
import { Arg, Ctx, Field, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { JsonObject } from '../api/scalars.js';
import { toHex } from '../lib/hex.js';
import { draftStatement } from './draft-statement.js';
import { REQUEST_KINDS, signedKind } from './request-kinds.js';
import { nameStatement } from './statement.js';
import { STATEMENT_KINDS } from './statement-kinds.js';
import { typedDataDocument } from './typed-data.js';

const namesOf = (kinds: readonly { readonly kind: string }[]): string =>
  kinds.map(({ kind }) => kind).join(', ');

@InputType({ description: 'What is to be stated' })
class TypedDataInput {
  @Field(() => String, {
    description: `Kind of statement: ${namesOf(STATEMENT_KINDS)}; or of request: ${namesOf(REQUEST_KINDS)}`,
  })
  kind!: string;

  @Field(() => String, { description: 'Address of the key that will sign' })
  signer!: string;

  @Field(() => JsonObject, {
    description: 'The body, by the schema of the kind in schema/statements or schema/requests',
  })
  body!: Record<string, unknown>;
}

@ObjectType({
  description: 'A whole statement, and the document by which a wallet signs it',
  simpleResolvers: true,
})
class StatementToSign {
  @Field(() => JsonObject, { description: 'The statement: give it to the mutation as it is' })
  statement!: object;

  @Field(() => JsonObject, { description: 'The EIP-712 document for eth_signTypedData_v4' })
  document!: object;

  @Field(() => String, { description: 'CIDv1 that the statement will have' })
  cid!: string;

  @Field(() => String, { description: 'SHA-256 of the canonical statement, in hex' })
  digest!: string;
}

@Resolver()
export class TypedDataQueries {
  @Query(() => StatementToSign, {
    description:
      'Makes a statement from its body, valid for an hour, and the EIP-712 document to sign. Records nothing. Refuses UNKNOWN_KIND and OUT_OF_SCHEMA.',
  })
  typedData(
    @Arg('input', () => TypedDataInput) { kind, signer, body }: TypedDataInput,
    @Ctx() { house }: Context,
  ): StatementToSign {
    const draft = { origin: house.origin, signer, body, now: house.clock.now(), nonce: randomBytes(16) };
    const statement = draftStatement(signedKind(kind), draft);
    const { cid, digest } = nameStatement(statement);
    return { statement, document: typedDataDocument(statement), cid, digest: toHex(digest) };
  }
}
