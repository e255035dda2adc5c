import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Node } from '../api/node.graphql.js';
import { Count, Instant, JsonObject } from '../api/scalars.js';
import { idOf, parseId } from '../lib/ids.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { AnchorObject } from './anchor.graphql.js';
import type { Anchor } from './anchor.js';
import { CheckpointObject } from './checkpoint.graphql.js';
import { ForgettingObject } from './forgetting/forgetting.graphql.js';
import type { Forgetting } from './forgetting/forgetting-store.js';
import { inclusionObject, InclusionProofObject } from './proof.graphql.js';
import type { StoredStatement } from './statement-store.js';
import type { Checkpoint } from './checkpoint-store.js';

@ObjectType('VerifiedAt', { description: 'A block of a chain', simpleResolvers: true })
class VerifiedAtObject {
  @Field(() => String, { description: 'In decimal' })
  chainId!: string;

  @Field(() => Count)
  blockNumber!: number;

  @Field(() => String, { description: '0x and 64 hex digits' })
  blockHash!: string;
}

@ObjectType('Statement', {
  implements: Node,
  description: 'What somebody declared and signed, with its place in the register',
  simpleResolvers: true,
})
export class StatementObject extends Node {
  @Field(() => String, { description: 'CIDv1 (raw, sha2-256) of the canonical JSON' })
  cid!: string;

  @Field(() => Count, { description: 'Place in the register, from 0' })
  index!: bigint;

  @Field(() => String, { description: 'Kind of statement, such as register-work' })
  kind!: string;

  @Field(() => String, { description: 'Id of what the statement is about' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The statement as RFC 8785 canonical JSON; its SHA-256 is what was signed. Null where it was erased on demand',
  })
  canonical!: string | null;

  @Field(() => String, {
    description: 'EIP-712 signature in hex: 65 bytes, or with verifiedAt what a contract wallet takes',
  })
  signature!: string;

  @Field(() => VerifiedAtObject, {
    nullable: true,
    description:
      'The block at which the signer, a contract wallet, accepted the signature (EIP-1271); null for an ordinary key',
  })
  verifiedAt!: VerifiedAtObject | null;

  @Field(() => Instant, { description: 'When the register took it' })
  recordedAt!: Date;
}

/** A stored statement as an object of the API. */
export const statementNode = (statement: StoredStatement) => ({
  ...statement,
  id: idOf('statement', statement.cid),
});

/** The statement of a CID as an object of the API; null where it is not recorded here. */
export async function statementBy({ loaders }: Context, cid: string): Promise<StoredStatement | null> {
  const statement = await loaders.statement.load(cid);
  return statement && statementNode(statement);
}

@Resolver(() => StatementObject)
export class StatementFields {
  @Query(() => StatementObject, {
    nullable: true,
    description: 'A statement by its id: "statement:" and its CID; null when it is not recorded here',
  })
  statement(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }

  @FieldResolver(() => PersonObject)
  signer(@Root() { signer }: StoredStatement): PersonObject {
    return personOf(signer);
  }

  @FieldResolver(() => JsonObject, {
    nullable: true,
    description: 'The statement as JSON; null where it was erased on demand',
  })
  content(@Root() { canonical }: StoredStatement): object | null {
    return canonical === null ? null : (JSON.parse(canonical) as object); // canonical JSON of an object, by readStatement
  }

  @FieldResolver(() => Instant, { nullable: true, description: 'When it was erased; null while it is here' })
  async forgottenAt(
    @Root() { canonical, cid }: StoredStatement,
    @Ctx() { loaders }: Context,
  ): Promise<Date | null> {
    if (canonical !== null) return null;
    return (await loaders.forgetting.load(idOf('statement', cid)))?.forgottenAt ?? null;
  }

  @FieldResolver(() => ForgettingObject, {
    nullable: true,
    description: 'That it was erased, with the receipt; null while it is here',
  })
  forgetting(
    @Root() { canonical, cid }: StoredStatement,
    @Ctx() { loaders }: Context,
  ): Promise<Forgetting | null> | null {
    return canonical === null ? loaders.forgetting.load(idOf('statement', cid)) : null;
  }

  @FieldResolver(() => CheckpointObject, {
    nullable: true,
    description: 'The first checkpoint that covers it; null for the first moments',
  })
  checkpoint(@Root() { index }: StoredStatement, @Ctx() { loaders }: Context): Promise<Checkpoint | null> {
    return loaders.checkpoint.load(index);
  }

  @FieldResolver(() => AnchorObject, {
    nullable: true,
    description: 'The first anchor that covers it; null until one is signed',
  })
  anchor(@Root() { index }: StoredStatement, @Ctx() { loaders }: Context): Promise<Anchor | null> {
    return loaders.anchor.load(index);
  }

  @FieldResolver(() => InclusionProofObject, {
    nullable: true,
    description: 'Proof against the newest checkpoint; null until one covers it',
  })
  inclusion(
    @Root() { index }: StoredStatement,
    @Ctx() { house }: Context,
  ): Promise<InclusionProofObject | null> {
    return inclusionObject(house, { index });
  }
}
