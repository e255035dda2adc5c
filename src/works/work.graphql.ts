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
  createUnionType,
  registerEnumType,
} from 'type-graphql';
import { connectionType } from '../api/connection.graphql.js';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { enumOf } from '../api/enum-of.js';
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
import { listTools } from './list-tools.js';
import type { ToolInUse } from './work-tool-store.js';
import { nameOfFilter, readFilter, WORK_STATES, type WorkState } from './work-filter.js';
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

const WorkStateEnum = enumOf(WORK_STATES);
registerEnumType(WorkStateEnum, {
  name: 'WorkState',
  description:
    'How it stands with claims on a work: CONTESTED where a dispute contests it or a work from which it derives, else CLAIMED where a claim stands, else UNCLAIMED',
});

export const WorkConnection = connectionType('Work', () => WorkObject);

@ArgsType()
class WorksArguments extends PageArguments {
  @Field(() => ID, {
    nullable: true,
    description: 'Only works that this person registered, by any of their keys',
  })
  registrant?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of which each must begin a word of title, makers, description or alternative text, whatever its case and accents; at most 10, in 200 characters',
  })
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A tool that the generation records of a standing claim name, as `toolsInUse` gives it',
  })
  tool?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'A year, such as 1889: works that can have been made in it or later, by `dateMade`',
  })
  madeFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'A year: works that can have been made in it or earlier' })
  madeTo?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A standard licence, such as CC-BY-4.0, that is granted to anybody and is in force today: not over, not withdrawn. Who granted it is for `Work.licences` to tell',
  })
  licence?: string | null;

  @Field(() => WorkStateEnum, { nullable: true })
  state?: WorkState | null;

  @Field(() => String, {
    nullable: true,
    description:
      'In hex, such as #8a2be2: works whose picture has a dominant colour at a distance of at most 0.1 from it in OKLab',
  })
  colour?: string | null;
}

@ObjectType('ToolInUse', {
  description: 'A tool that standing claims name in their generation records',
  simpleResolvers: true,
})
class ToolInUseObject {
  @Field(() => String)
  tool!: string;

  @Field(() => Int, { description: 'How many works are claimed with it' })
  works!: number;
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
    description:
      'Registered works, the newest first; of several conditions each must hold. Refuses BAD_FILTER, BAD_CURSOR and BAD_PAGE_SIZE; a cursor goes on in a list with the same conditions alone.',
  })
  async works(
    @Args(() => WorksArguments) { registrant, first, after, ...asked }: WorksArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Work>> {
    const filter = readFilter(asked);
    const page = readPage(`works ${registrant ?? ''}${nameOfFilter(filter)}`, { first, after });
    const key = registrant ? (parseId(registrant)?.name ?? '') : null;
    return connectionOf(
      page,
      await listWorks(house, {
        page,
        filter,
        registrants: key === null ? null : await loaders.keys.load(key),
      }),
      (work) => work.statementIndex,
    );
  }

  @Query(() => [ToolInUseObject], {
    description:
      'Tools that standing claims name in their generation records, those of most works first; at most 100',
  })
  toolsInUse(@Ctx() { house }: Context): Promise<ToolInUse[]> {
    return listTools(house);
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
