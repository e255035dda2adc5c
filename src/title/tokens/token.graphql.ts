import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../api/context.js';
import { Count, Instant } from '../../api/scalars.js';
import { recordedId, SignedStatementInput } from '../../api/signed-statement.graphql.js';
import { parseId } from '../../lib/ids.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { statementBy, StatementObject } from '../../register/statement.graphql.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import type { EventCapacity } from '../history/provenance-event.js';
import { EventCapacityEnum } from '../history/provenance.graphql.js';
import { linkToken } from './link-token.js';
import { findTokenLinks } from './find-token-links.js';
import type { TokenLink } from './token-link.js';

@ObjectType('TokenLink', {
  description:
    'That a token (ERC-721) stands for a work, and whose it was at a block, as somebody who speaks for the work states it. Evidence, and not title',
  simpleResolvers: true,
})
export class TokenLinkObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'EIP-155, in decimal' })
  chainId!: string;

  @Field(() => String, { description: 'Address of the contract, in lower case' })
  contract!: string;

  @Field(() => String, { description: 'In decimal' })
  tokenId!: string;

  @Field(() => String, { description: 'What ownerOf gave at the block, as the signer states' })
  owner!: string;

  @Field(() => Count)
  blockNumber!: bigint;

  @Field(() => String)
  blockHash!: string;

  @Field(() => Instant)
  blockTime!: Date;

  @Field(() => EventCapacityEnum, { description: 'As what the signer spoke for the work then' })
  capacity!: EventCapacity;

  @Field(() => Instant, { description: 'When the register took it' })
  linkedAt!: Date;
}

@InputType({ description: 'A signed statement of the kind link-token' })
class LinkTokenInput extends SignedStatementInput {}

@ObjectType({ description: 'The link is recorded', simpleResolvers: true })
class LinkTokenResult {
  @Field(() => WorkObject)
  work!: object;

  @Field(() => StatementObject)
  statement!: object;
}

@Resolver()
export class TokenOperations {
  @Query(() => [TokenLinkObject], {
    description: 'What links a token to works, the earliest first, at most 100; empty where nothing does',
  })
  tokenLinks(
    @Arg('chainId', () => String, { description: 'EIP-155, in decimal' }) chainId: string,
    @Arg('contract', () => String) contract: string,
    @Arg('tokenId', () => String, { description: 'In decimal' }) tokenId: string,
    @Ctx() { house }: Context,
  ): Promise<TokenLink[]> {
    return findTokenLinks(house, { chainId, contract, tokenId });
  }

  @Mutation(() => LinkTokenResult, {
    description:
      'Records that a token stands for a work. Refuses WORK_UNKNOWN, NOT_ALLOWED, DATED_IN_THE_FUTURE and the codes of every statement.',
  })
  async linkToken(
    @Arg('input', () => LinkTokenInput) input: LinkTokenInput,
    @Ctx() context: Context,
  ): Promise<LinkTokenResult> {
    const { cid, body } = await recordedId(context, linkToken, input);
    const [work, statement] = await Promise.all([
      context.loaders.work.load(body.work),
      statementBy(context, cid),
    ]);
    if (!work || !statement) throw new Error(`the statement ${cid} was recorded a moment ago and is gone`);
    return { work, statement };
  }
}

@Resolver(() => WorkObject)
export class TokensOfWork {
  @FieldResolver(() => [TokenLinkObject], {
    description: 'Tokens that are said to stand for it, the earliest first',
  })
  tokens(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<TokenLink[]> {
    return loaders.tokens.load(id);
  }
}

@Resolver(() => TokenLinkObject)
export class TokenLinkFields {
  @FieldResolver(() => WorkObject)
  work(@Root() { work }: TokenLink, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => PersonObject, { description: 'Who states it' })
  statedBy(@Root() { linkedBy }: TokenLink): PersonObject {
    return personOf(linkedBy);
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: TokenLink, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}
