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
import { ClaimObject } from '../claim.graphql.js';
import type { Claim } from '../claim.js';
import { answerDispute } from './answer-dispute.js';
import {
  DISPUTE_GROUNDS,
  DISPUTE_STATES,
  GROUND_MEANINGS,
  isContesting,
  OUTCOMES,
  standOf,
  timetableOf,
  type Dispute,
  type DisputeEntry,
  type DisputeGround,
  type DisputeSide,
  type DisputeState,
  type Outcome,
} from './dispute.js';
import { contestOfWork } from './find-contest.js';
import { openDispute } from './open-dispute.js';
import { stateOutcome } from './state-outcome.js';
import { withdrawDispute } from './withdraw-dispute.js';

export const GroundEnum = enumOf(DISPUTE_GROUNDS);
registerEnumType(GroundEnum, {
  name: 'DisputeGround',
  description: 'On what a dispute rests',
  valuesConfig: Object.fromEntries(
    Object.entries(GROUND_MEANINGS).map(([ground, description]) => [
      ground.toUpperCase().replaceAll('-', '_'),
      { description },
    ]),
  ),
});

const StateEnum = enumOf(DISPUTE_STATES);
registerEnumType(StateEnum, {
  name: 'DisputeState',
  description: 'How a dispute stands. Silence decides nothing',
  valuesConfig: {
    OUTCOME_STATED: {
      description: 'One side tells an outcome that is good for it, which the other has not told',
    },
    DECIDED: { description: 'Both sides tell the same outcome, or one tells what is against it' },
  },
});

const OutcomeEnum = enumOf(OUTCOMES);
registerEnumType(OutcomeEnum, {
  name: 'DisputeOutcome',
  description:
    'How a dispute was decided or settled: UPHELD is for who raised it, REJECTED for the claimants',
});

const SideEnum = enumOf(['challenger', 'claimant']);
registerEnumType(SideEnum, { name: 'DisputeSide', description: 'Who speaks in a dispute' });

@ObjectType('Dispute', {
  implements: Node,
  description:
    'Somebody disputes a claim. Nothing is deleted for it: the claim and what derives from it are shown as contested. Recorded, not examined',
  simpleResolvers: true,
})
export class DisputeObject extends Node {}

@ObjectType('DisputeEntry', { description: 'What a side said in a dispute', simpleResolvers: true })
class DisputeEntryObject {
  @Field(() => SideEnum)
  side!: DisputeSide;

  @Field(() => Instant, { description: 'When the register took it' })
  statedAt!: Date;
}

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

@Resolver(() => ClaimObject)
export class DisputesOfClaim {
  @FieldResolver(() => [DisputeObject], {
    description: 'Disputes of it, the earliest first, those that are over too; at most 1000',
  })
  async disputes(@Root() { id }: Claim, @Ctx() { loaders }: Context): Promise<Dispute[]> {
    return (await loaders.disputes.load(id)).slice(0, 1000);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether a dispute stands against it: open, answered, with an outcome that one side tells, or upheld',
  })
  async isContested(@Root() { id }: Claim, @Ctx() context: Context): Promise<boolean> {
    const disputes = await context.loaders.disputes.load(id);
    const stands = await Promise.all(disputes.map((dispute) => stand(dispute, context)));
    return stands.some(isContesting);
  }
}

@Resolver(() => WorkObject)
export class ContestsOfWork {
  @FieldResolver(() => [DisputeObject], {
    description:
      'Disputes by which it is contested: of claims on it, or on works from which it derives by what those declare who speak for it (at most 200). Empty where none stands',
  })
  async contestedBy(@Root() { id }: Work, @Ctx() { house }: Context): Promise<Dispute[]> {
    return (await contestOfWork(house.database.tables, id)).map(({ dispute }) => dispute);
  }
}

@Resolver(() => DisputeObject)
export class DisputeFields {
  @FieldResolver(() => ClaimObject)
  claim(@Root() { claim }: Dispute, @Ctx() { loaders }: Context): Promise<Claim | null> {
    return loaders.claim.load(claim);
  }

  @FieldResolver(() => WorkObject)
  work(@Root() { work }: Dispute, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => PersonObject)
  raisedBy(@Root() { raisedBy }: Dispute): PersonObject {
    return personOf(raisedBy);
  }

  @FieldResolver(() => Instant, { description: 'When the register took it' })
  raisedAt(@Root() { raisedAt }: Dispute): Date {
    return raisedAt;
  }

  @FieldResolver(() => GroundEnum)
  ground(@Root() { body }: Dispute): DisputeGround {
    return body.ground;
  }

  @FieldResolver(() => String)
  account(@Root() { body }: Dispute): string {
    return body.account;
  }

  @FieldResolver(() => [FileObject])
  evidence(@Root() { body }: Dispute, @Ctx() context: Context): Promise<StoredFile[]> {
    return filesBy(context, body.evidence);
  }

  @FieldResolver(() => [DisputeEntryObject], {
    description: 'What was said since, the earliest first; at most 1000',
  })
  async entries(@Root() { id }: Dispute, @Ctx() { loaders }: Context): Promise<DisputeEntry[]> {
    return (await loaders.disputeEntries.load(id)).slice(0, 1000);
  }

  @FieldResolver(() => StateEnum)
  async state(@Root() dispute: Dispute, @Ctx() context: Context): Promise<DisputeState> {
    return (await stand(dispute, context)).state;
  }

  @FieldResolver(() => OutcomeEnum, {
    nullable: true,
    description: 'As the state says, decided or told by one side',
  })
  async outcome(@Root() dispute: Dispute, @Ctx() context: Context): Promise<Outcome | null> {
    return (await stand(dispute, context)).outcome;
  }

  @FieldResolver(() => String, {
    description: 'Day by which an answer is asked for. That it passes decides nothing',
  })
  async answerBy(@Root() dispute: Dispute, @Ctx() context: Context): Promise<string> {
    const { state } = await stand(dispute, context);
    return timetableOf(dispute, { state, now: context.house.clock.now() }).answerBy;
  }

  @FieldResolver(() => Boolean, { description: 'Whether that day is over without an answer' })
  async isAnswerOverdue(@Root() dispute: Dispute, @Ctx() context: Context): Promise<boolean> {
    const { state } = await stand(dispute, context);
    return timetableOf(dispute, { state, now: context.house.clock.now() }).isAnswerOverdue;
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: Dispute, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}

const stand = async (dispute: Dispute, { loaders }: Context) =>
  standOf(dispute, await loaders.disputeEntries.load(dispute.id));

async function filesBy(
  { loaders }: Context,
  references: readonly { readonly cid: string }[] = [],
): Promise<StoredFile[]> {
  const files = await Promise.all(references.map(({ cid }) => loaders.file.load(cid)));
  return files.filter((file) => file !== null);
}

@Resolver(() => DisputeEntryObject)
export class DisputeEntryFields {
  @FieldResolver(() => String, { nullable: true })
  account(@Root() { body }: DisputeEntry): string | null {
    return body.account ?? null;
  }

  @FieldResolver(() => OutcomeEnum, { nullable: true, description: 'Null for an answer' })
  outcome(@Root() { body }: DisputeEntry): Outcome | null {
    return 'outcome' in body ? body.outcome : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'By whom it was decided, of an outcome' })
  decidedBy(@Root() { body }: DisputeEntry): string | null {
    return 'outcome' in body ? body.decidedBy : null;
  }

  @FieldResolver(() => [FileObject])
  evidence(@Root() { body }: DisputeEntry, @Ctx() context: Context): Promise<StoredFile[]> {
    return filesBy(context, 'outcome' in body ? (body.document ? [body.document] : []) : body.evidence);
  }

  @FieldResolver(() => PersonObject)
  statedBy(@Root() { statedBy }: DisputeEntry): PersonObject {
    return personOf(statedBy);
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { statement }: DisputeEntry, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statement);
  }
}
