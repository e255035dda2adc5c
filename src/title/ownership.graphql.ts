import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { enumOf } from '../api/enum-of.js';
import { Instant } from '../api/scalars.js';
import { statementOf } from '../lib/ids.js';
import { CheckpointObject } from '../register/checkpoint.graphql.js';
import type { Checkpoint } from '../register/checkpoint-store.js';
import { inclusionObject, InclusionProofObject } from '../register/proof.graphql.js';
import { statementBy, statementNode, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { instantAsked } from './edtf-bounds.js';
import { HistoryPartyObject } from './history/history-party.graphql.js';
import { findOwnership, type Ownership } from './find-ownership.js';
import { OWNERSHIP_BASES, type OwnerOnDay, type OwnershipBasis } from './ownership.js';
import type { EventParty } from './history/event-parts.js';

const OwnershipBasisEnum = enumOf(OWNERSHIP_BASES);
registerEnumType(OwnershipBasisEnum, {
  name: 'OwnershipBasis',
  description: 'From what an owner follows',
  valuesConfig: {
    REGISTERED: { description: 'Transfers that the owners signed themselves, from the first claim on' },
    STATED: { description: 'Events of its history that somebody who speaks for the work states' },
  },
});

@ObjectType('OwnerOnDay', {
  description: 'Who owned a work, or a share of it, on a day',
  simpleResolvers: true,
})
class OwnerOnDayObject {
  @Field(() => String, {
    nullable: true,
    description: 'Exact fraction of the whole work; null where it is not told',
  })
  share!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether the dates leave no other answer, and whoever told it did not doubt it. It says nothing of whether it is true',
  })
  isCertain!: boolean;

  @Field(() => OwnershipBasisEnum)
  basis!: OwnershipBasis;

  @Field(() => String, {
    nullable: true,
    description:
      'Since when, in EDTF, as it was stated; of a transfer that is not dated when it was recorded; null where neither tells it of that day',
  })
  since!: string | null;
}

@ObjectType('CustodianOnDay', {
  description: 'Who had a work on a day, whoever owned it: a borrower, a consignee, whoever took it',
  simpleResolvers: true,
})
class CustodianObject {
  @Field(() => String, {
    nullable: true,
    description: 'How it came to them: a method of acquisition, such as on_loan',
  })
  method!: string | null;

  @Field(() => String, { nullable: true, description: 'Since when, in EDTF, as it was stated' })
  since!: string | null;

  @Field(() => Boolean)
  isCertain!: boolean;
}

@ObjectType('Ownership', {
  description:
    'Who owned a work on a day, by what the register knew on a day. Title only: custody and copyright move separately. Stated and recorded, not examined',
  simpleResolvers: true,
})
class OwnershipObject {
  @Field(() => Instant, { description: 'The instant that was asked of: the end of the day' })
  validAt!: Date;

  @Field(() => Instant, { description: 'What the register took after it has no part in the answer' })
  knownAt!: Date;

  @Field(() => [OwnerOnDayObject], {
    description:
      'With shares that sum to 1 where all are certain and told; empty where nobody is known to have owned it',
  })
  owners!: readonly OwnerOnDay[];

  @Field(() => CustodianObject, { nullable: true, description: 'Null where no event tells who had it' })
  custodian!: object | null;

  @Field(() => Boolean, { description: 'Whether it was destroyed before' })
  isDestroyed!: boolean;

  @Field(() => [StatementObject], {
    description:
      'Statements that told of its history and whose words were erased on demand: what they told has no part in the answer',
  })
  erased!: readonly object[];

  @Field(() => CheckpointObject, {
    nullable: true,
    description:
      'The signed head of the log that the answer rests on: the newest by then that covers all its statements, or else the first. Null for the first moments',
  })
  checkpoint!: Checkpoint | null;
}

@Resolver(() => OwnershipObject)
export class OwnershipQueries {
  @Query(() => OwnershipObject, {
    nullable: true,
    description:
      'Who owned a work on a day, as known on a day: each a day (its end, UTC) or an instant; now where none is given. Null when the work is not registered here, or was not yet by then. Refuses DATE_UNREADABLE',
  })
  async ownership(
    @Arg('work', () => ID) work: string,
    @Arg('validAt', () => String, {
      nullable: true,
      description: 'Who owned it then: 1936-05-04; of a day to come, who owns it now',
    })
    validAt: string | null,
    @Arg('knownAt', () => String, {
      nullable: true,
      description: 'By what the register had taken until then',
    })
    knownAt: string | null,
    @Arg('object', () => String, {
      nullable: true,
      description: 'Which of several objects of the work, as its events name it',
    })
    object: string | null,
    @Ctx() { house }: Context,
  ): Promise<Ownership | null> {
    const found = await findOwnership(house, {
      work,
      object: object ?? null,
      validAt: instantAsked('validAt', validAt),
      knownAt: instantAsked('knownAt', knownAt),
    });
    return found && { ...found, erased: found.erased.map(statementNode) };
  }

  @FieldResolver(() => WorkObject)
  work(@Root() { work }: Ownership, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => [StatementObject], {
    description:
      'The statements that it follows from, with those that took something of them back, in the order of the register',
  })
  async statements(@Root() { statements }: Ownership, @Ctx() context: Context): Promise<StoredStatement[]> {
    const found = await Promise.all(statements.map((cid) => statementBy(context, cid)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [InclusionProofObject], {
    description:
      'That each of these statements is in the log, against the checkpoint; empty while none covers them',
  })
  async proofs(
    @Root() { statements, checkpoint }: Ownership,
    @Ctx() context: Context,
  ): Promise<InclusionProofObject[]> {
    if (!checkpoint) return [];
    const proofs: InclusionProofObject[] = [];
    for (const cid of statements) {
      const statement = await context.loaders.statement.load(cid);
      const proof =
        statement &&
        (await inclusionObject(context.house, { index: statement.index, size: checkpoint.size }));
      if (proof) proofs.push(proof);
    }
    return proofs;
  }
}

@Resolver(() => OwnerOnDayObject)
export class OwnerOnDayFields {
  @FieldResolver(() => HistoryPartyObject)
  party(@Root() { party }: OwnerOnDay): EventParty {
    return party;
  }

  @FieldResolver(() => StatementObject, { description: 'The statement by which they came to own it' })
  statement(@Root() { by }: OwnerOnDay, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statementOf(by));
  }
}

@Resolver(() => CustodianObject)
export class CustodianFields {
  @FieldResolver(() => HistoryPartyObject)
  party(@Root() { party }: { party: EventParty }): EventParty {
    return party;
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { by }: { by: string }, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statementOf(by));
  }
}
