import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { connectionType } from '../api/connection.graphql.js';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { Node } from '../api/node.graphql.js';
import { PageArguments } from '../api/page.graphql.js';
import { Instant } from '../api/scalars.js';
import { recordedId, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { CapacityEnum } from '../claims/capacity.graphql.js';
import type { Capacity } from '../claims/capacity.js';
import { idOf, parseId } from '../lib/ids.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { declareDerivation } from './declare-derivation.js';
import { derivationGraph, type DerivationGraph } from './derivation-graph.js';
import type { Derivation } from './derivation.js';
import { DERIVATION_WAYS, WAY_MEANINGS, type DerivationWay } from './derivation-ways.js';
import { withdrawDerivation } from './withdraw-derivation.js';

const nameOf = (way: DerivationWay): string => way.toUpperCase().replaceAll('-', '_');

export const DerivationWayEnum = Object.fromEntries(DERIVATION_WAYS.map((way) => [nameOf(way), way]));
registerEnumType(DerivationWayEnum, {
  name: 'DerivationWay',
  description: 'How a work derives from its source',
  valuesConfig: Object.fromEntries(
    DERIVATION_WAYS.map((way) => [nameOf(way), { description: WAY_MEANINGS[way] }]),
  ),
});

@ObjectType('Derivation', {
  implements: Node,
  description:
    'A work derives from another, as somebody who speaks for the work declares. It is recorded, not examined, and says nothing of whether it was permitted',
  simpleResolvers: true,
})
export class DerivationObject extends Node {
  @Field(() => DerivationWayEnum)
  how!: DerivationWay;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => CapacityEnum, { description: 'In which capacity the declarer spoke for the work then' })
  capacity!: Capacity;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the register took its withdrawal; null while it stands',
  })
  withdrawnAt!: Date | null;
}

const DerivationConnection = connectionType('Derivation', () => DerivationObject);

@ObjectType('WorkDerivations', { description: 'From what a work derives, and what derives from it' })
export class WorkDerivationsObject {
  /** Id of the work. */
  work!: string;
}

@ObjectType('RegisteredDerivations', {
  description:
    'Derivations that persons declared. Withdrawn ones stay in the lists, the earliest declared first',
})
class RegisteredDerivationsObject {
  work!: string;
}

@ArgsType()
class DerivationsArguments extends PageArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that stand (true), or that are withdrawn (false); all where it is not given',
  })
  standing?: boolean | null;
}

@ObjectType('DerivationGraph', {
  description:
    'Everything from which a work derives and everything that derives from it, through several steps',
  simpleResolvers: true,
})
class DerivationGraphObject {
  @Field(() => [DerivationObject], {
    description:
      'Derivations that stand, at most 200: the nearest to the work first, and of one step the earliest declared first. Each work is followed once, though declarations by competing claimants may go round',
  })
  derivations!: readonly Derivation[];

  @Field(() => Boolean, {
    description: 'More derivations hang on these than are given: beyond the depth, or beyond 200',
  })
  isTruncated!: boolean;
}

@InputType({ description: 'A signed statement of the kind declare-derivation' })
class DeclareDerivationInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind withdraw-derivation' })
class WithdrawDerivationInput extends SignedStatementInput {}

@ObjectType({ description: 'The derivation is recorded', simpleResolvers: true })
class DeclareDerivationResult {
  @Field(() => DerivationObject)
  derivation!: object;
}

@ObjectType({ description: 'The withdrawal is recorded', simpleResolvers: true })
class WithdrawDerivationResult {
  @Field(() => DerivationObject)
  derivation!: object;
}

@Resolver()
export class DerivationOperations {
  @Query(() => DerivationObject, {
    nullable: true,
    description: 'A derivation by its id; null when it is not recorded here',
  })
  derivation(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Derivation | null> {
    return loaders.derivation.load(id);
  }

  @Query(() => DerivationGraphObject, {
    nullable: true,
    description:
      "The graph of registered derivations around a work, both ways. What else derives from its sources is not in it: ask for a source's. Null when the work is not registered here. Refuses BAD_DEPTH.",
  })
  async derivationGraph(
    @Arg('work', () => ID) work: string,
    @Arg('depth', () => Int, { defaultValue: 3, description: 'Steps in each direction: 1 to 5' })
    depth: number,
    @Ctx() { house, loaders }: Context,
  ): Promise<DerivationGraph | null> {
    return (await loaders.work.load(work)) && derivationGraph(house.database.tables, work, depth);
  }

  @Mutation(() => DeclareDerivationResult, {
    description:
      'Records that a work derives from another. Refuses WORK_UNKNOWN, NOT_ALLOWED, SELF_DERIVATION, DERIVED_ALREADY, CIRCULAR_DERIVATION, TOO_MANY_DERIVATIONS and the codes of every statement.',
  })
  async declareDerivation(
    @Arg('input', () => DeclareDerivationInput) input: DeclareDerivationInput,
    @Ctx() context: Context,
  ): Promise<DeclareDerivationResult> {
    const { cid } = await recordedId(context, declareDerivation, input);
    return { derivation: await loadDerivation(context, idOf('derivation', cid)) };
  }

  @Mutation(() => WithdrawDerivationResult, {
    description:
      'Records that a derivation is withdrawn by who declared it. Refuses DERIVATION_UNKNOWN, NOT_ALLOWED, WITHDRAWN_ALREADY and the codes of every statement.',
  })
  async withdrawDerivation(
    @Arg('input', () => WithdrawDerivationInput) input: WithdrawDerivationInput,
    @Ctx() context: Context,
  ): Promise<WithdrawDerivationResult> {
    const { body } = await recordedId(context, withdrawDerivation, input);
    return { derivation: await loadDerivation(context, body.derivation) };
  }
}

async function loadDerivation({ loaders }: Context, id: string): Promise<Derivation> {
  const derivation = await loaders.derivation.load(id);
  if (!derivation) throw new Error(`${id} was recorded a moment ago and is gone`);
  return derivation;
}

@Resolver(() => WorkObject)
export class DerivationsOfWork {
  @FieldResolver(() => WorkDerivationsObject, {
    description: 'From what the work derives, and what derives from it',
  })
  derivations(@Root() { id }: Work): WorkDerivationsObject {
    return { work: id };
  }
}

@Resolver(() => WorkDerivationsObject)
export class WorkDerivationsFields {
  @FieldResolver(() => RegisteredDerivationsObject, { description: 'As persons declared it' })
  registered(@Root() { work }: WorkDerivationsObject): RegisteredDerivationsObject {
    return { work };
  }
}

@Resolver(() => RegisteredDerivationsObject)
export class RegisteredDerivationsFields {
  @FieldResolver(() => DerivationConnection, {
    description: 'From what the work derives. Refuses BAD_CURSOR and BAD_PAGE_SIZE.',
  })
  async from(
    @Root() { work }: RegisteredDerivationsObject,
    @Args(() => DerivationsArguments) args: DerivationsArguments,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Derivation>> {
    return derivationsPage(loaders.derivationsFrom, `derivations from ${work}`, { work, args });
  }

  @FieldResolver(() => DerivationConnection, {
    description: 'What derives from the work. Refuses BAD_CURSOR and BAD_PAGE_SIZE.',
  })
  async to(
    @Root() { work }: RegisteredDerivationsObject,
    @Args(() => DerivationsArguments) args: DerivationsArguments,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Derivation>> {
    return derivationsPage(loaders.derivationsTo, `derivations to ${work}`, { work, args });
  }
}

async function derivationsPage(
  loader: Context['loaders']['derivationsFrom'],
  list: string,
  { work, args: { standing, ...args } }: { work: string; args: DerivationsArguments },
): Promise<Connection<Derivation>> {
  const isStanding = standing ?? null;
  const page = readPage(`${list} ${isStanding ?? ''}`, args);
  const found = await loader.load({ work, isStanding, after: page.after ?? -1n, limit: page.first + 1 });
  return connectionOf(page, found, ({ statementIndex }) => statementIndex);
}

@Resolver(() => DerivationObject)
export class DerivationFields {
  @FieldResolver(() => WorkObject, { description: 'The work that derives' })
  work(@Root() { work }: Derivation, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => WorkObject, { description: 'The work from which it derives' })
  source(@Root() { source }: Derivation, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(source);
  }

  @FieldResolver(() => PersonObject, { description: 'Who signed it' })
  declaredBy(@Root() { declaredBy }: Derivation): PersonObject {
    return personOf(declaredBy);
  }

  @FieldResolver(() => Instant, { description: 'When the register took it' })
  recordedAt(@Root() { declaredAt }: Derivation): Date {
    return declaredAt;
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that made it' })
  statement(@Root() { id }: Derivation, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }

  @FieldResolver(() => StatementObject, {
    nullable: true,
    description: 'The statement that withdrew it; null while it stands',
  })
  withdrawal(
    @Root() { withdrawal }: Derivation,
    @Ctx() context: Context,
  ): Promise<StoredStatement | null> | null {
    return withdrawal === null ? null : statementBy(context, withdrawal);
  }
}
