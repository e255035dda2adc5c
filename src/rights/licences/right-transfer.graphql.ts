import { Ctx, Field, FieldResolver, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { connectionType } from '../../api/connection.graphql.js';
import { enumOf } from '../../api/enum-of.js';
import { Node } from '../../api/node.graphql.js';
import { Instant } from '../../api/scalars.js';
import { parseId } from '../../lib/ids.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { statementBy, StatementObject } from '../../register/statement.graphql.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { FileObject } from '../../works/file.graphql.js';
import type { StoredFile } from '../../works/file.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { recordationFields, type RecordationFields, type RightTransfer } from './right-transfer.js';
import { type Action } from './use.js';
import { ActionEnum } from './licence.graphql.js';

const RightTransferTypeEnum = enumOf(['assignment', 'exclusive-licence']);
registerEnumType(RightTransferTypeEnum, {
  name: 'RightTransferType',
  description: 'Both are transfers of copyright ownership (17 USC 101)',
});

@ObjectType('RecordationFields', {
  description:
    'The particulars by which a transfer is recorded at a copyright office (17 USC 205; US Copyright Office, Form DCS)',
  simpleResolvers: true,
})
class RecordationObject {
  @Field(() => String)
  titleOfDocument!: string;

  @Field(() => String)
  natureOfDocument!: string;

  @Field(() => String, { description: 'Day on which the writing was signed' })
  dateOfExecution!: string;

  @Field(() => String)
  transferor!: string;

  @Field(() => String)
  transferee!: string;

  @Field(() => String)
  titleOfWork!: string;

  @Field(() => [String])
  registrationNumbers!: readonly string[];

  @Field(() => String, { description: 'SHA-256 of the writing, in hex' })
  sha256!: string;

  @Field(() => [String], { description: 'What an office would want and the statement does not tell' })
  missing!: readonly string[];
}

@ObjectType('RightTransfer', {
  implements: Node,
  description:
    'A right in a work passes to another by a signed writing: assigned, or licensed exclusively. Copyright, and not title in the work. Recorded, not examined',
})
export class RightTransferObject extends Node {
  @Field(() => Instant, { description: 'When the register took it' })
  transferredAt!: Date;
}

export const RightTransferConnection = connectionType('RightTransfer', () => RightTransferObject);

@Resolver(() => RightTransferObject)
export class RightTransferFields {
  @FieldResolver(() => WorkObject)
  work(@Root() { work }: RightTransfer, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => RightTransferTypeEnum)
  type(@Root() { body }: RightTransfer): string {
    return body.type;
  }

  @FieldResolver(() => PersonObject)
  from(@Root() { transferredBy }: RightTransfer): PersonObject {
    return personOf(transferredBy);
  }

  @FieldResolver(() => PersonObject)
  to(@Root() { body }: RightTransfer): PersonObject {
    return personOf(body.to);
  }

  @FieldResolver(() => [ActionEnum], { description: 'Which rights; USE is all of them' })
  actions(@Root() { body }: RightTransfer): readonly Action[] {
    return body.actions;
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Countries (ISO 3166-1 alpha-2); null is worldwide',
  })
  where(@Root() { body }: RightTransfer): readonly string[] | null {
    return body.where ?? null;
  }

  @FieldResolver(() => String, { description: 'First day; when the writing was signed, where none is told' })
  since(@Root() { body }: RightTransfer): string {
    return body.from ?? body.executedOn;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Last day; null is without end' })
  until(@Root() { body }: RightTransfer): string | null {
    return body.until ?? null;
  }

  @FieldResolver(() => FileObject, { nullable: true, description: 'The signed writing (17 USC 204(a))' })
  writing(@Root() { body }: RightTransfer, @Ctx() { loaders }: Context): Promise<StoredFile | null> {
    return loaders.file.load(body.writing.cid);
  }

  @FieldResolver(() => RecordationObject)
  async recordation(
    @Root() transfer: RightTransfer,
    @Ctx() { loaders }: Context,
  ): Promise<RecordationFields> {
    const work = await loaders.work.load(transfer.work);
    return recordationFields(transfer, { titleOfWork: work?.title ?? '' });
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: RightTransfer, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}
