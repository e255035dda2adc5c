import {
  Arg,
  Args,
  ArgsType,
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
  createUnionType,
} from 'type-graphql';
import { connectionType } from '../api/connection.graphql.js';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { Node } from '../api/node.graphql.js';
import { PageArguments } from '../api/page.graphql.js';
import { Instant } from '../api/scalars.js';
import { recordInput, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { idOf, parseId } from '../lib/ids.js';
import { MatchObject } from '../originality/match.graphql.js';
import type { JudgedMatch } from '../originality/match.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { FileObject } from './file.graphql.js';
import { listWorks } from './list-works.js';
import { registerWork } from './register-work.js';
import type { StoredFile } from './file.js';
import type { Maker as MakerFacts, Work } from './work.js';

@ObjectType('Maker', { description: 'Who made a work, as its registration names them' })
export class MakerObject {
  @Field(() => String)
  name!: string;
}

@Resolver(() => MakerObject)
export class MakerFields {
  @FieldResolver(() => PersonObject, {
    nullable: true,
    description: 'The key of the maker, where the registration names one',
  })
  person(@Root() { person }: MakerFacts): PersonObject | null {
    return person ? personOf(person) : null;
  }
}

@ObjectType('Work', {
  implements: Node,
  description: 'What is authored, as its registration states it. Registered is not examined',
  simpleResolvers: true,
})
export class WorkObject extends Node {
  @Field(() => String)
  title!: string;

  @Field(() => [MakerObject])
  makers!: MakerObject[];

  @Field(() => String, { nullable: true, description: 'EDTF (ISO 8601-2)' })
  dateMade!: string | null;

  @Field(() => String, { nullable: true })
  medium!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'What the picture shows, for those who do not see it' })
  altText!: string | null;

  @Field(() => Instant, { description: 'When the register took the registration' })
  registeredAt!: Date;
}

export const WorkConnection = connectionType('Work', () => WorkObject);

@ArgsType()
class WorksArguments extends PageArguments {
  @Field(() => ID, {
    nullable: true,
    description: 'Only works that this person registered, by any of their keys',
  })
  registrant?: string | null;
}

@InputType({ description: 'A signed statement of the kind register-work' })
class RegisterWorkInput extends SignedStatementInput {}

@ObjectType({ description: 'The work is registered', simpleResolvers: true })
class RegisteredWork {
  @Field(() => WorkObject)
  work!: object;
}

@ObjectType({
  description: 'Nothing was registered: the picture looks like works that are registered already',
})
class LooksLikeEarlierWork {
  @Field(() => [MatchObject], { description: 'The earliest registered first' })
  matches!: readonly JudgedMatch[];
}

const RegisterWorkResult = createUnionType({
  name: 'RegisterWorkResult',
  description: 'The work, or the earlier works that it looks like',
  types: () => [RegisteredWork, LooksLikeEarlierWork] as const,
  resolveType: (value) => ('work' in value ? 'RegisteredWork' : 'LooksLikeEarlierWork'),
});

@Resolver(() => WorkObject)
export class WorkFields {
  @Query(() => WorkObject, {
    nullable: true,
    description: 'A work by its id; null when it is not registered here',
  })
  work(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(id);
  }

  @Query(() => WorkConnection, {
    description: 'Registered works, the newest first. Refuses BAD_CURSOR and BAD_PAGE_SIZE.',
  })
  async works(
    @Args(() => WorksArguments) { registrant, ...args }: WorksArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Work>> {
    const page = readPage(`works ${registrant ?? ''}`, args);
    const key = registrant ? (parseId(registrant)?.name ?? '') : null;
    return connectionOf(
      page,
      await listWorks(house, { page, registrants: key === null ? null : await loaders.keys.load(key) }),
      (work) => work.statementIndex,
    );
  }

  @Mutation(() => RegisterWorkResult, {
    description:
      'Registers a work, or answers with the earlier works that its picture looks like. Refuses OUT_OF_SCHEMA, WRONG_SIGNATURE, REPLAYED, TOO_OLD, DATED_IN_THE_FUTURE, FILE_MISSING and the codes of pictures.',
  })
  async registerWork(
    @Arg('input', () => RegisterWorkInput) input: RegisterWorkInput,
    @Ctx() context: Context,
  ): Promise<typeof RegisterWorkResult> {
    const outcome = await recordInput(context, registerWork, input);
    if ('no' in outcome) return outcome.no;
    const id = idOf('work', outcome.recorded.cid);
    const work = await context.loaders.work.load(id);
    if (!work) throw new Error(`${id} was recorded a moment ago and is gone`);
    return { work };
  }

  @FieldResolver(() => PersonObject, { description: 'Who signed the registration' })
  registrant(@Root() { registrant }: Work): PersonObject {
    return personOf(registrant);
  }

  @FieldResolver(() => [FileObject], { description: 'The files of the work; the first is its picture' })
  files(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<StoredFile[]> {
    return loaders.filesOfWork.load(id);
  }
}
