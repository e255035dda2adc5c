import { Ctx, Field, FieldResolver, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import { connectionType } from '../../api/connection.graphql.js';
import type { Context } from '../../api/context.js';
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
import { ClaimObject } from '../claim.graphql.js';
import type { Claim } from '../claim.js';
import {
  DISPUTE_GROUNDS,
  DISPUTE_STATES,
  GROUND_MEANINGS,
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

export const DisputeConnection = connectionType('Dispute', () => DisputeObject);

@ObjectType('DisputeEntry', { description: 'What a side said in a dispute', simpleResolvers: true })
class DisputeEntryObject {
  @Field(() => SideEnum)
  side!: DisputeSide;

  @Field(() => Instant, { description: 'When the register took it' })
  statedAt!: Date;
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
    return (await standBy(dispute, context)).state;
  }

  @FieldResolver(() => OutcomeEnum, {
    nullable: true,
    description: 'As the state says, decided or told by one side',
  })
  async outcome(@Root() dispute: Dispute, @Ctx() context: Context): Promise<Outcome | null> {
    return (await standBy(dispute, context)).outcome;
  }

  @FieldResolver(() => String, {
    description: 'Day by which an answer is asked for. That it passes decides nothing',
  })
  async answerBy(@Root() dispute: Dispute, @Ctx() context: Context): Promise<string> {
    const { state } = await standBy(dispute, context);
    return timetableOf(dispute, { state, now: context.house.clock.now() }).answerBy;
  }

  @FieldResolver(() => Boolean, { description: 'Whether that day is over without an answer' })
  async isAnswerOverdue(@Root() dispute: Dispute, @Ctx() context: Context): Promise<boolean> {
    const { state } = await standBy(dispute, context);
    return timetableOf(dispute, { state, now: context.house.clock.now() }).isAnswerOverdue;
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: Dispute, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}

export const standBy = async (dispute: Dispute, { loaders }: Context) =>
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

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Day on which it was decided (ISO 8601), as the statement tells, of an outcome',
  })
  decidedOn(@Root() { body }: DisputeEntry): string | null {
    return 'outcome' in body ? body.decidedOn : null;
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
