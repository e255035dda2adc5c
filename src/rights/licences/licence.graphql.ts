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
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../api/context.js';
import { enumOf } from '../../api/enum-of.js';
import { Node } from '../../api/node.graphql.js';
import { Instant } from '../../api/scalars.js';
import { recordedId, SignedStatementInput } from '../../api/signed-statement.graphql.js';
import { idOf, parseId } from '../../lib/ids.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { statementBy, StatementObject } from '../../register/statement.graphql.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { FileObject } from '../../works/file.graphql.js';
import type { StoredFile } from '../../works/file.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { grantLicence } from './grant-licence.js';
import { DUTIES, type DutyAction, type Licence, type LicenceRule } from './licence.js';
import { recordationFields, type RecordationFields, type RightTransfer } from './right-transfer.js';
import { STANDARD_LICENCES } from './standard-licences.js';
import { transferRight } from './transfer-right.js';
import { ACTIONS, PURPOSES, type Action, type Purpose } from './use.js';
import { withdrawLicence } from './withdraw-licence.js';

export const ActionEnum = enumOf(ACTIONS);
registerEnumType(ActionEnum, {
  name: 'UseAction',
  description:
    'What somebody may want to do with a work: actions of the ODRL Vocabulary 2.2, and two for machines',
  valuesConfig: {
    USE: { description: 'Any of them' },
    PRESENT: { description: 'Show or perform in public' },
    DERIVE: { description: 'Make a new work from it' },
    AI_TRAINING: { description: 'Train a model with it, whatever the model makes' },
  },
});

export const PurposeEnum = enumOf(PURPOSES);
registerEnumType(PurposeEnum, { name: 'UsePurpose', description: 'What a use is for' });

export const DutyActionEnum = enumOf(DUTIES);
registerEnumType(DutyActionEnum, {
  name: 'DutyAction',
  description: 'What whoever uses a work must do for it (ODRL 2.2, duty)',
});

const RuleEffectEnum = enumOf(['permit', 'prohibit']);
registerEnumType(RuleEffectEnum, { name: 'LicenceEffect', description: 'What a rule of a licence does' });

const RightTransferTypeEnum = enumOf(['assignment', 'exclusive-licence']);
registerEnumType(RightTransferTypeEnum, {
  name: 'RightTransferType',
  description: 'Both are transfers of copyright ownership (17 USC 101)',
});

@ObjectType('LicenceDuty', { description: 'What a permission asks for', simpleResolvers: true })
export class DutyObject {
  @Field(() => DutyActionEnum)
  action!: DutyAction;

  @Field(() => String, { nullable: true })
  text!: string | null;
}

@ObjectType('LicenceRule', {
  description: 'A permission or a prohibition, in the form of ODRL 2.2',
  simpleResolvers: true,
})
class LicenceRuleObject {
  @Field(() => RuleEffectEnum)
  effect!: string;

  @Field(() => [ActionEnum])
  actions!: readonly Action[];

  @Field(() => [String], {
    nullable: true,
    description: 'Countries (ISO 3166-1 alpha-2); null is everywhere',
  })
  where!: readonly string[] | null;

  @Field(() => PurposeEnum, { nullable: true, description: 'Null is any' })
  purpose!: Purpose | null;

  @Field(() => String, { nullable: true, description: 'First day' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'Last day' })
  until!: string | null;

  @Field(() => [DutyObject])
  duties!: readonly DutyObject[];

  @Field(() => String, { nullable: true })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Which clause of a licence that many use it is' })
  clause!: string | null;
}

@ObjectType('Licence', {
  implements: Node,
  description:
    'On which terms a work may be used, as who holds the right states. Recorded, not examined, and no legal advice. Non-exclusive',
  simpleResolvers: true,
})
export class LicenceObject extends Node {
  @Field(() => Instant, { description: 'When the register took it' })
  grantedAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn, or offered no more' })
  withdrawnAt!: Date | null;
}

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
  description:
    'A right in a work passes to another by a signed writing: assigned, or licensed exclusively. Copyright, and not title in the work. Recorded, not examined',
})
export class RightTransferObject {
  @Field(() => ID)
  id!: string;

  @Field(() => Instant, { description: 'When the register took it' })
  transferredAt!: Date;
}

@InputType({ description: 'A signed statement of the kind grant-licence' })
class GrantLicenceInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind withdraw-licence' })
class WithdrawLicenceInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind transfer-right' })
class TransferRightInput extends SignedStatementInput {}

@ObjectType({ description: 'The licence is recorded', simpleResolvers: true })
class GrantLicenceResult {
  @Field(() => LicenceObject)
  licence!: object;
}

@ObjectType({ description: 'The withdrawal is recorded', simpleResolvers: true })
class WithdrawLicenceResult {
  @Field(() => LicenceObject)
  licence!: object;
}

@ObjectType({ description: 'The transfer of the right is recorded', simpleResolvers: true })
class TransferRightResult {
  @Field(() => RightTransferObject)
  transfer!: object;
}

@Resolver()
export class LicenceOperations {
  @Query(() => LicenceObject, {
    nullable: true,
    description: 'A licence by its id; null when it is not recorded here',
  })
  licence(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Licence | null> {
    return loaders.licence.load(id);
  }

  @Mutation(() => GrantLicenceResult, {
    description:
      'Records on which terms a work may be used. Refuses WORK_UNKNOWN, NOT_THE_HOLDER, SELF_LICENCE, UNTIL_PASSED and the codes of every statement.',
  })
  async grantLicence(
    @Arg('input', () => GrantLicenceInput) input: GrantLicenceInput,
    @Ctx() context: Context,
  ): Promise<GrantLicenceResult> {
    const { cid } = await recordedId(context, grantLicence, input);
    return { licence: await loadLicence(context, idOf('licence', cid)) };
  }

  @Mutation(() => WithdrawLicenceResult, {
    description:
      'Records that a licence is withdrawn by who granted it. Refuses LICENCE_UNKNOWN, NOT_ALLOWED, WITHDRAWN_ALREADY and the codes of every statement.',
  })
  async withdrawLicence(
    @Arg('input', () => WithdrawLicenceInput) input: WithdrawLicenceInput,
    @Ctx() context: Context,
  ): Promise<WithdrawLicenceResult> {
    const { body } = await recordedId(context, withdrawLicence, input);
    return { licence: await loadLicence(context, body.licence) };
  }

  @Mutation(() => TransferRightResult, {
    description:
      'Records that a right in a work passes to another by a signed writing. Refuses WORK_UNKNOWN, NOT_THE_HOLDER, SELF_TRANSFER, DATED_IN_THE_FUTURE and the codes of every statement.',
  })
  async transferRight(
    @Arg('input', () => TransferRightInput) input: TransferRightInput,
    @Ctx() context: Context,
  ): Promise<TransferRightResult> {
    const { cid, body } = await recordedId(context, transferRight, input);
    const transfers = await context.loaders.rightTransfers.load(body.work);
    const transfer = transfers.find(({ id }) => id === idOf('right', cid));
    if (!transfer) throw new Error(`the transfer ${cid} was recorded a moment ago and is gone`);
    return { transfer };
  }
}

async function loadLicence({ loaders }: Context, id: string): Promise<Licence> {
  const licence = await loaders.licence.load(id);
  if (!licence) throw new Error(`${id} was recorded a moment ago and is gone`);
  return licence;
}

@Resolver(() => WorkObject)
export class RightsOfWork {
  @FieldResolver(() => [LicenceObject], {
    description: 'Terms on which it may be used, the earliest first; those that are over or withdrawn too',
  })
  licences(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<Licence[]> {
    return loaders.licences.load(id);
  }

  @FieldResolver(() => [RightTransferObject], {
    description: 'Transfers of rights in it, the earliest first',
  })
  rightTransfers(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<RightTransfer[]> {
    return loaders.rightTransfers.load(id);
  }
}

@Resolver(() => LicenceObject)
export class LicenceFields {
  @FieldResolver(() => WorkObject)
  work(@Root() { work }: Licence, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => PersonObject, { nullable: true, description: 'Who is licensed; null is anybody' })
  to(@Root() { body }: Licence): PersonObject | null {
    return body.to === undefined ? null : personOf(body.to);
  }

  @FieldResolver(() => PersonObject)
  grantedBy(@Root() { grantedBy }: Licence): PersonObject {
    return personOf(grantedBy);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A licence that many use, by its SPDX identifier or code at RightsStatements.org; or the name of one whose terms are not known here. Null where rules tell the terms',
  })
  name(@Root() { body }: Licence): string | null {
    return body.standard ?? body.named?.name ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where its text is' })
  url(@Root() { body }: Licence): string | null {
    return (body.standard === undefined ? body.named?.url : STANDARD_LICENCES[body.standard]?.url) ?? null;
  }

  @FieldResolver(() => [LicenceRuleObject], {
    description: 'Its terms; empty where it permits nothing in answers',
  })
  rules(@Root() { body }: Licence): LicenceRuleObject[] {
    const rules: readonly (LicenceRule & { readonly clause?: string })[] =
      body.standard === undefined ? (body.rules ?? []) : (STANDARD_LICENCES[body.standard]?.rules ?? []);
    return rules.map(({ where, purpose, from, until, duties = [], text, clause, ...rule }) => ({
      ...rule,
      where: where ?? null,
      purpose: purpose ?? null,
      from: from ?? null,
      until: until ?? null,
      duties: duties.map((duty) => ({ action: duty.action, text: duty.text ?? null })),
      text: text ?? null,
      clause: clause ?? null,
    }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'First day; the day of its recording where it is null',
  })
  from(@Root() { body }: Licence): string | null {
    return body.from ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Last day, to its end in UTC; null is without end',
  })
  until(@Root() { body }: Licence): string | null {
    return body.until ?? null;
  }

  @FieldResolver(() => FileObject, {
    nullable: true,
    description: 'The whole text, where the signer gave one',
  })
  text(@Root() { body }: Licence, @Ctx() { loaders }: Context): Promise<StoredFile | null> | null {
    return body.text ? loaders.file.load(body.text.cid) : null;
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: Licence, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}

@Resolver(() => RightTransferObject)
export class RightTransferFields {
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
