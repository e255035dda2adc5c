import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
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
import { idOf, isPersonId, parseId } from '../lib/ids.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { DerivationWayEnum } from './derivation.graphql.js';
import type { DerivationWay } from './derivation-ways.js';
import { permissionState, type DerivationPermission, type PermissionState } from './derivation-permission.js';
import { permissionFor } from './permission-for.js';
import { permitDerivation } from './permit-derivation.js';
import { withdrawPermission } from './withdraw-permission.js';

const PermissionStateEnum = { IN_FORCE: 'in-force', EXPIRED: 'expired', WITHDRAWN: 'withdrawn' } as const;
registerEnumType(PermissionStateEnum, {
  name: 'PermissionState',
  description: 'How a permission stands now',
  valuesConfig: {
    IN_FORCE: { description: 'Neither withdrawn nor over. That is no opinion on whether it is valid in law' },
    EXPIRED: { description: 'Its last day is over' },
    WITHDRAWN: { description: 'Who gave it has withdrawn it' },
  },
});

@ObjectType('DerivationPermission', {
  implements: Node,
  description:
    "Somebody who speaks for a work permits a person to derive from it. It is the signer's recorded statement and no legal advice: whether they may permit it was not examined. Full licences come by other statements",
  simpleResolvers: true,
})
export class DerivationPermissionObject extends Node {
  @Field(() => [DerivationWayEnum], { nullable: true, description: 'In which ways; null for any' })
  how!: readonly DerivationWay[] | null;

  @Field(() => String, { description: 'What is permitted and on which terms, in the words of the signer' })
  terms!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its last day, to its end in UTC, such as 2027-06-30; null for no end',
  })
  until!: string | null;

  @Field(() => CapacityEnum, { description: 'In which capacity the signer spoke for the source then' })
  capacity!: Capacity;

  @Field(() => Instant, { nullable: true, description: 'When the register took its withdrawal; null before' })
  withdrawnAt!: Date | null;
}

const DerivationPermissionConnection = connectionType(
  'DerivationPermission',
  () => DerivationPermissionObject,
);

@InputType({ description: 'A signed statement of the kind permit-derivation' })
class PermitDerivationInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind withdraw-permission' })
class WithdrawPermissionInput extends SignedStatementInput {}

@ObjectType({ description: 'The permission is recorded', simpleResolvers: true })
class PermitDerivationResult {
  @Field(() => DerivationPermissionObject)
  permission!: object;
}

@ObjectType({ description: 'The withdrawal is recorded', simpleResolvers: true })
class WithdrawPermissionResult {
  @Field(() => DerivationPermissionObject)
  permission!: object;
}

@Resolver()
export class PermissionOperations {
  @Query(() => DerivationPermissionObject, {
    nullable: true,
    description: 'A permission to derive from a work by its id; null when it is not recorded here',
  })
  derivationPermission(
    @Arg('id', () => ID) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<DerivationPermission | null> {
    return loaders.permission.load(id);
  }

  @Query(() => DerivationPermissionObject, {
    nullable: true,
    description:
      'The recorded permission by which a person, by any of their keys, may derive from a work; null when none is in force. Of several the one whose signer spoke most strongly for the work: look at its capacity, since anybody can be a competing claimant.',
  })
  async permissionFor(
    @Arg('source', () => ID, { description: 'The work from which one derives' }) source: string,
    @Arg('person', () => ID) person: string,
    @Arg('how', () => DerivationWayEnum, {
      nullable: true,
      description: 'In which way; where it is not given, a permission for some ways counts too',
    })
    how: DerivationWay | null,
    @Arg('at', () => Instant, { nullable: true, description: 'When; now, where it is not given' })
    at: Date | null,
    @Ctx() { house, loaders }: Context,
  ): Promise<DerivationPermission | null> {
    const work = await loaders.work.load(source);
    if (!work || !isPersonId(person)) return null;
    return permissionFor(house.database.tables, {
      source,
      personKey: parseId(person)?.name ?? '',
      how,
      at: at ?? house.clock.now(),
    });
  }

  @Mutation(() => PermitDerivationResult, {
    description:
      "Records a permission to derive from a work: the signer's statement, no legal advice. Refuses WORK_UNKNOWN, NOT_ALLOWED, SELF_PERMISSION, UNTIL_PASSED, KEY_ROTATED and the codes of every statement.",
  })
  async permitDerivation(
    @Arg('input', () => PermitDerivationInput) input: PermitDerivationInput,
    @Ctx() context: Context,
  ): Promise<PermitDerivationResult> {
    const { cid } = await recordedId(context, permitDerivation, input);
    return { permission: await loadPermission(context, idOf('permission', cid)) };
  }

  @Mutation(() => WithdrawPermissionResult, {
    description:
      'Records that a permission is withdrawn by who gave it. Refuses PERMISSION_UNKNOWN, NOT_ALLOWED, WITHDRAWN_ALREADY and the codes of every statement.',
  })
  async withdrawPermission(
    @Arg('input', () => WithdrawPermissionInput) input: WithdrawPermissionInput,
    @Ctx() context: Context,
  ): Promise<WithdrawPermissionResult> {
    const { body } = await recordedId(context, withdrawPermission, input);
    return { permission: await loadPermission(context, body.permission) };
  }
}

async function loadPermission({ loaders }: Context, id: string): Promise<DerivationPermission> {
  const permission = await loaders.permission.load(id);
  if (!permission) throw new Error(`${id} was recorded a moment ago and is gone`);
  return permission;
}

@Resolver(() => WorkObject)
export class PermissionsOfWork {
  @FieldResolver(() => DerivationPermissionConnection, {
    description:
      'Permissions to derive from the work, those that are over or withdrawn too, the earliest first. Refuses BAD_CURSOR and BAD_PAGE_SIZE.',
  })
  async derivationPermissions(
    @Root() { id }: Work,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<DerivationPermission>> {
    const page = readPage(`permissions ${id}`, args);
    const found = await loaders.permissionPage.load({
      work: id,
      isStanding: null,
      after: page.after ?? -1n,
      limit: page.first + 1,
    });
    return connectionOf(page, found, ({ statementIndex }) => statementIndex);
  }
}

@Resolver(() => DerivationPermissionObject)
export class PermissionFields {
  @FieldResolver(() => WorkObject, { description: 'The work from which one may derive' })
  source(@Root() { source }: DerivationPermission, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(source);
  }

  @FieldResolver(() => PersonObject, { description: 'Who is permitted, by any of their keys' })
  to(@Root() { toKey }: DerivationPermission): PersonObject {
    return personOf(toKey);
  }

  @FieldResolver(() => PersonObject, { description: 'Who signed it' })
  permittedBy(@Root() { permittedBy }: DerivationPermission): PersonObject {
    return personOf(permittedBy);
  }

  @FieldResolver(() => PermissionStateEnum)
  state(@Root() permission: DerivationPermission, @Ctx() { house }: Context): PermissionState {
    return permissionState(permission, house.clock.now());
  }

  @FieldResolver(() => Instant, { description: 'When the register took it' })
  recordedAt(@Root() { permittedAt }: DerivationPermission): Date {
    return permittedAt;
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that made it' })
  statement(@Root() { id }: DerivationPermission, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }

  @FieldResolver(() => StatementObject, {
    nullable: true,
    description: 'The statement that withdrew it; null before',
  })
  withdrawal(
    @Root() { withdrawal }: DerivationPermission,
    @Ctx() context: Context,
  ): Promise<StoredStatement | null> | null {
    return withdrawal === null ? null : statementBy(context, withdrawal);
  }
}
