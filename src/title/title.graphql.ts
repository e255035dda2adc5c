import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { Instant } from '../api/scalars.js';
import { recordedId, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { parseId, statementOf } from '../lib/ids.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, statementNode, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import type { Holding } from './holding.js';
import type { Share } from './share.js';
import { transferTitle } from './transfer-title.js';
import { TRANSFER_METHODS, type TitleTransfer } from './title-transfer.js';

const TransferMethodEnum = {
  ...Object.fromEntries(['creation', ...TRANSFER_METHODS].map((method) => [method.toUpperCase(), method])),
  NEW_KEY: 'new-key',
};
registerEnumType(TransferMethodEnum, {
  name: 'TransferMethod',
  description: 'How title passed; CREATION is its beginning, which follows from the first claim',
  valuesConfig: {
    NEW_KEY: { description: 'It did not pass: the owner is the same person under a new key (rotate-key)' },
  },
});

@ObjectType('Holding', {
  description: "One owner's share of a work, from one statement until another",
  simpleResolvers: true,
})
class HoldingObject {
  @Field(() => String, { description: 'Exact fraction, such as 1/3; the shares at any time sum to 1' })
  share!: string;

  @Field(() => Instant, {
    description:
      'When the register took the statement that gave it; since says when that is stated to have been',
  })
  heldFrom!: Date;

  @Field(() => Instant, { nullable: true, description: 'Null while it is held' })
  heldUntil!: Date | null;
}

@ObjectType('ShareOfTitle', { description: 'A share that a transfer gives', simpleResolvers: true })
class ShareObject {
  @Field(() => String, { description: 'Exact fraction of the whole work' })
  share!: string;
}

@ObjectType('TitleTransfer', {
  description: 'Title in a work, or a share of it, passes from one owner to others',
  simpleResolvers: true,
})
class TitleTransferObject {
  @Field(() => ID, { description: 'Follows from the statement that made it' })
  id!: string;

  @Field(() => TransferMethodEnum)
  method!: string;

  @Field(() => String, { nullable: true, description: 'When it happened, as the signer says, in EDTF' })
  date!: string | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Instant, { description: 'When the register took it' })
  recordedAt!: Date;
}

@InputType({ description: 'A signed statement of the kind transfer-title' })
class TransferTitleInput extends SignedStatementInput {}

@ObjectType({ description: 'The transfer is recorded', simpleResolvers: true })
class TransferTitleResult {
  @Field(() => WorkObject)
  work!: object;

  @Field(() => StatementObject)
  statement!: object;
}

@Resolver()
export class TitleOperations {
  @Mutation(() => TransferTitleResult, {
    description:
      'Records a transfer of title. Refuses WORK_UNKNOWN, NOT_THE_OWNER, MORE_THAN_HELD, SELF_TRANSFER, SHARE_TOO_FINE, DATE_UNREADABLE, DATED_IN_THE_FUTURE, DATES_CONTRADICT and the codes of every statement.',
  })
  async transferTitle(
    @Arg('input', () => TransferTitleInput) input: TransferTitleInput,
    @Ctx() context: Context,
  ): Promise<TransferTitleResult> {
    const { cid, body } = await recordedId(context, transferTitle, input);
    const { loaders } = context;
    const [work, statement] = await Promise.all([loaders.work.load(body.work), loaders.statement.load(cid)]);
    if (!work || !statement) throw new Error(`the transfer ${cid} was recorded a moment ago and is gone`);
    return { work, statement: statementNode(statement) };
  }
}

@Resolver(() => WorkObject)
export class TitleOfWork {
  @FieldResolver(() => [HoldingObject], {
    description: 'Who owns it now, in shares that sum to 1; empty before a claim is made',
  })
  owners(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<Holding[]> {
    return loaders.holdings.load(id);
  }

  @FieldResolver(() => [TitleTransferObject], { description: 'Every transfer of title, the earliest first' })
  history(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<TitleTransfer[]> {
    return loaders.transfers.load(id);
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that registered it' })
  statement(@Root() { id }: Work, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}

@Resolver(() => HoldingObject)
export class HoldingFields {
  @FieldResolver(() => PersonObject)
  owner(@Root() { owner }: Holding): PersonObject {
    return personOf(owner);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Since when, as the transfer that gave the share is dated, in EDTF; null where it is not',
  })
  async since(@Root() { work, fromIndex }: Holding, @Ctx() { loaders }: Context): Promise<string | null> {
    const transfers = await loaders.transfers.load(work);
    return transfers.find(({ statementIndex }) => statementIndex === fromIndex)?.date ?? null;
  }

  @FieldResolver(() => WorkObject)
  work(@Root() { work }: Holding, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }
}

@Resolver(() => ShareObject)
export class ShareFields {
  @FieldResolver(() => PersonObject)
  owner(@Root() { owner }: Share): PersonObject {
    return personOf(owner);
  }
}

@Resolver(() => TitleTransferObject)
export class TitleTransferFields {
  @FieldResolver(() => PersonObject, {
    nullable: true,
    description: 'The former owner; null where title begins',
  })
  from(@Root() { from }: TitleTransfer): PersonObject | null {
    return from === null ? null : personOf(from);
  }

  @FieldResolver(() => [ShareObject])
  to(@Root() { to }: TitleTransfer): readonly Share[] {
    return to;
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that made it' })
  statement(@Root() { id }: TitleTransfer, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statementOf(id));
  }
}
