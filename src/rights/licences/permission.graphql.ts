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
import type { Context } from '../../api/context.js';
import { enumOf } from '../../api/enum-of.js';
import { parseId } from '../../lib/ids.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { CheckpointObject } from '../../register/checkpoint.graphql.js';
import type { Checkpoint } from '../../register/checkpoint-store.js';
import { statementBy, StatementObject } from '../../register/statement.graphql.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { instantAsked } from '../../title/edtf-bounds.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { findPermission, type FoundPermission } from './find-permission.js';
import { ActionEnum, DutyObject, PurposeEnum } from './licence.graphql.js';
import { PERMISSION_ANSWERS, type Clause, type Duty, type PermissionAnswer } from './permission.js';
import { placeAsked, type Action, type Purpose } from './use.js';

const AnswerEnum = enumOf(PERMISSION_ANSWERS);
registerEnumType(AnswerEnum, {
  name: 'PermissionAnswer',
  description: 'Whether a use is permitted by what is recorded',
  valuesConfig: {
    DUTY: { description: 'To whoever does what the duties say' },
    DENY: {
      description: 'Nothing that is recorded permits it for certain. What the law excepts is not asked',
    },
  },
});

const CLAUSE_EFFECTS = ['permits', 'prohibits', 'transfers', 'holds', 'permits nothing'] as const;
const ClauseEffectEnum = Object.fromEntries(
  CLAUSE_EFFECTS.map((effect) => [effect.toUpperCase().replace(' ', '_'), effect]),
);
registerEnumType(ClauseEffectEnum, {
  name: 'ClauseEffect',
  description: 'What a clause does to the answer',
  valuesConfig: { HOLDS: { description: 'Who asks holds the right' } },
});

@ObjectType('PermissionClause', {
  description: 'A clause that an answer rests on, or that was looked at',
  simpleResolvers: true,
})
class ClauseObject {
  @Field(() => ID, {
    description: 'Id of the licence, transfer, permission, claim or statement that it is of',
  })
  of!: string;

  @Field(() => String, {
    description: 'Where in it, such as rules/0, or CC-BY-4.0, sections 2(a)(1)(A) and 3(a)',
  })
  path!: string;

  @Field(() => ClauseEffectEnum)
  effect!: string;

  @Field(() => String, { nullable: true })
  text!: string | null;
}

@ObjectType('UsePermission', {
  description:
    'Whether somebody may use a work in some way, by what is recorded of it. It informs and does not advise: recorded is not examined, and exceptions of law are not asked',
  simpleResolvers: true,
})
class PermissionObject {
  @Field(() => AnswerEnum)
  answer!: PermissionAnswer;

  @Field(() => [DutyObject])
  duties!: readonly Duty[];

  @Field(() => [ClauseObject], { description: 'The path to the answer' })
  clauses!: readonly Clause[];

  @Field(() => [String], { description: 'What the question leaves open and would decide it: place, purpose' })
  missing!: readonly string[];

  @Field(() => CheckpointObject, { nullable: true, description: 'The newest signed head of the log' })
  checkpoint!: Checkpoint | null;
}

@Resolver(() => PermissionObject)
export class PermissionQueries {
  @Query(() => PermissionObject, {
    nullable: true,
    description:
      'Whether somebody may use a work in some way: by licences, transfers of rights, permissions to derive, and what is stated of machines. Nothing is permitted but by a clause that takes it in for certain; of several holders each must have permitted it, but in the United States one is enough. Null for an unknown work. Refuses DATE_UNREADABLE and PLACE_UNREADABLE',
  })
  permission(
    @Arg('work', () => ID) work: string,
    @Arg('action', () => ActionEnum) action: Action,
    @Arg('who', () => ID, { nullable: true, description: 'Id of a person; anybody where none is given' })
    who: string | null,
    @Arg('place', () => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2' })
    place: string | null,
    @Arg('purpose', () => PurposeEnum, { nullable: true }) purpose: Purpose | null,
    @Arg('at', () => String, {
      nullable: true,
      description: 'A day or an instant; today where none is given',
    })
    at: string | null,
    @Ctx() { house }: Context,
  ): Promise<FoundPermission | null> {
    return findPermission(house, {
      work,
      action,
      who: who == null ? null : (parseId(who)?.name ?? ''),
      place: placeAsked(place),
      purpose: purpose ?? null,
      at: instantAsked('at', at),
    });
  }

  @FieldResolver(() => WorkObject, {
    description: 'Of what it is; where the work is contested (contestedBy), so is who may permit anything',
  })
  work(@Root() { work }: FoundPermission, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => [PersonObject], {
    description: 'Holders of the right from whom nothing is recorded that permits it',
  })
  lacking(@Root() { lacking }: FoundPermission): PersonObject[] {
    return lacking.map(personOf);
  }
}

@Resolver(() => ClauseObject)
export class PermissionAnswerFields {
  @FieldResolver(() => StatementObject, { nullable: true })
  statement(@Root() { of }: Clause, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(of)?.name ?? '');
  }
}
