import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { recordedId, SignedStatementInput } from '../../api/signed-statement.graphql.js';
import { idOf } from '../../lib/ids.js';
import { answerDispute } from './answer-dispute.js';
import { type Dispute } from './dispute.js';
import { openDispute } from './open-dispute.js';
import { stateOutcome } from './state-outcome.js';
import { withdrawDispute } from './withdraw-dispute.js';
import { DisputeObject } from './dispute.graphql.js';

@InputType({ description: 'A signed statement of the kind open-dispute' })
class OpenDisputeInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind answer-dispute' })
class AnswerDisputeInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind state-outcome' })
class StateOutcomeInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind withdraw-dispute' })
class WithdrawDisputeInput extends SignedStatementInput {}

@ObjectType({ description: 'The dispute is recorded', simpleResolvers: true })
class OpenDisputeResult {
  @Field(() => DisputeObject)
  dispute!: object;
}

@ObjectType({ description: 'The answer is recorded', simpleResolvers: true })
class AnswerDisputeResult {
  @Field(() => DisputeObject)
  dispute!: object;
}

@ObjectType({ description: 'The outcome is recorded', simpleResolvers: true })
class StateOutcomeResult {
  @Field(() => DisputeObject)
  dispute!: object;
}

@ObjectType({ description: 'The withdrawal is recorded', simpleResolvers: true })
class WithdrawDisputeResult {
  @Field(() => DisputeObject)
  dispute!: object;
}

@Resolver()
export class DisputeOperations {
  @Query(() => DisputeObject, {
    nullable: true,
    description: 'A dispute by its id; null when it is not recorded here',
  })
  dispute(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Dispute | null> {
    return loaders.dispute.load(id);
  }

  @Mutation(() => OpenDisputeResult, {
    description:
      'Records that somebody disputes a claim. Refuses CLAIM_UNKNOWN, WITHDRAWN_ALREADY, SELF_DISPUTE, DISPUTED_ALREADY, TOO_SHORT_A_TIME, TOO_MANY_DISPUTES and the codes of every statement.',
  })
  async openDispute(
    @Arg('input', () => OpenDisputeInput) input: OpenDisputeInput,
    @Ctx() context: Context,
  ): Promise<OpenDisputeResult> {
    const { cid } = await recordedId(context, openDispute, input);
    return { dispute: await loadDispute(context, idOf('dispute', cid)) };
  }

  @Mutation(() => AnswerDisputeResult, {
    description:
      'Records an answer or a reply in a dispute; fifty at most by one person. Refuses DISPUTE_UNKNOWN, WITHDRAWN_ALREADY, NOT_ALLOWED, TOO_MANY_ANSWERS and the codes of every statement.',
  })
  async answerDispute(
    @Arg('input', () => AnswerDisputeInput) input: AnswerDisputeInput,
    @Ctx() context: Context,
  ): Promise<AnswerDisputeResult> {
    const { body } = await recordedId(context, answerDispute, input);
    return { dispute: await loadDispute(context, body.dispute) };
  }

  @Mutation(() => StateOutcomeResult, {
    description:
      'Records how a side says that a dispute was decided or settled. Refuses DISPUTE_UNKNOWN, WITHDRAWN_ALREADY, NOT_ALLOWED, TOO_MANY_ANSWERS, DATED_IN_THE_FUTURE and the codes of every statement.',
  })
  async stateOutcome(
    @Arg('input', () => StateOutcomeInput) input: StateOutcomeInput,
    @Ctx() context: Context,
  ): Promise<StateOutcomeResult> {
    const { body } = await recordedId(context, stateOutcome, input);
    return { dispute: await loadDispute(context, body.dispute) };
  }

  @Mutation(() => WithdrawDisputeResult, {
    description:
      'Records that a dispute is withdrawn by who raised it. Refuses DISPUTE_UNKNOWN, WITHDRAWN_ALREADY, DECIDED_ALREADY, NOT_ALLOWED and the codes of every statement.',
  })
  async withdrawDispute(
    @Arg('input', () => WithdrawDisputeInput) input: WithdrawDisputeInput,
    @Ctx() context: Context,
  ): Promise<WithdrawDisputeResult> {
    const { body } = await recordedId(context, withdrawDispute, input);
    return { dispute: await loadDispute(context, body.dispute) };
  }
}

async function loadDispute({ loaders }: Context, id: string): Promise<Dispute> {
  const dispute = await loaders.dispute.clear(id).load(id);
  if (!dispute) throw new Error(`${id} was recorded a moment ago and is gone`);
  return dispute;
}
