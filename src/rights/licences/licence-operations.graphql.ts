import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { recordedId, SignedStatementInput } from '../../api/signed-statement.graphql.js';
import { idOf } from '../../lib/ids.js';
import { grantLicence } from './grant-licence.js';
import { type Licence } from './licence.js';
import { transferRight } from './transfer-right.js';
import { withdrawLicence } from './withdraw-licence.js';
import { LicenceObject } from './licence.graphql.js';
import { RightTransferObject } from './right-transfer.graphql.js';

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
