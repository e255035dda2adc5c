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
import { readPage } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { enumOf } from '../api/enum-of.js';
import { Node } from '../api/node.graphql.js';
import { Instant } from '../api/scalars.js';
import { recordedId, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { ClaimObject } from '../claims/claim.graphql.js';
import type { Claim } from '../claims/claim.js';
import { HumanActObject } from '../creation/creation.graphql.js';
import type { HumanAct } from '../creation/human-act.js';
import { idOf, parseId } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { actsOfMaking } from './acts-of-making.js';
import { beginMaking } from './begin-making.js';
import { findChains, type MakingChain } from './find-chains.js';
import { MadeFileObject } from './made-file.graphql.js';
import type { MadeFile } from './made-files.js';
import {
  MAKING_FINDINGS,
  MAKING_GRADES,
  type MakingEvidence,
  type MakingFinding,
} from './making-evidence.js';
import type { Making } from './making.js';
import { recordSteps } from './record-steps.js';

const MakingGradeEnum = enumOf(MAKING_GRADES);
registerEnumType(MakingGradeEnum, {
  name: 'MakingGrade',
  description:
    "How far the register's own times bear out that a making was kept while the work was made, the most first. None says who made anything",
  valuesConfig: {
    WHILE_IT_WAS_MADE: {
      description:
        'Every file was recorded within 15 minutes of its own time, in several sittings (30 minutes apart) of which none has more than nine tenths of the files',
    },
    ONE_SITTING: {
      description:
        'Every file was recorded within 15 minutes of its own time, in one sitting: finished files that are brought in one after the other look the same',
    },
    IN_PART: { description: 'Some files were, or none of them leads to the work' },
    AFTERWARDS: {
      description: 'None was, or all of it was recorded within a minute or by one statement',
    },
    NONE: { description: 'No file is recorded' },
  },
});

const MakingFindingCodeEnum = enumOf(MAKING_FINDINGS);
registerEnumType(MakingFindingCodeEnum, {
  name: 'MakingFindingCode',
  description: 'What keeps a making from being better evidence',
});

@ObjectType('MakingFinding', {
  description: 'What keeps a making from being better evidence',
  simpleResolvers: true,
})
class MakingFindingObject {
  @Field(() => MakingFindingCodeEnum)
  code!: string;

  @Field(() => String, { description: 'What was found, and what would clear it' })
  message!: string;
}

@ObjectType('MakingEvidence', {
  description: 'How far a making goes as evidence of how a work was made',
  simpleResolvers: true,
})
class MakingEvidenceObject {
  @Field(() => MakingGradeEnum)
  grade!: string;

  @Field(() => [MakingFindingObject])
  findings!: readonly MakingFinding[];
}

@ObjectType('Making', {
  implements: Node,
  description:
    'A ledger of acts that its makers keep while a work is made: files by their digests, each recorded when it came into being, chained and signed. The files stay with their makers',
  simpleResolvers: true,
})
export class MakingObject extends Node {
  @Field(() => String, { nullable: true })
  name!: string | null;
}

@ArgsType()
class MadeFilesArguments {
  @Field(() => Int, { defaultValue: 50, description: 'How many: 1 to 100' })
  first!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many to leave out before them' })
  skip!: number;
}

@ObjectType('MakingChain', {
  description: "A maker's own chain of steps within a making",
  simpleResolvers: true,
})
class MakingChainObject {
  @Field(() => String, {
    description:
      'Head of the chain, to which the next steps are chained, in hex (schema/statements/record-steps.json)',
  })
  head!: string;
}

@InputType({ description: 'A signed statement of the kind begin-making' })
class BeginMakingInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind record-steps' })
class RecordStepsInput extends SignedStatementInput {}

@ObjectType({ description: 'The making is begun', simpleResolvers: true })
class BeginMakingResult {
  @Field(() => MakingObject)
  making!: object;
}

@ObjectType({ description: 'The steps are recorded', simpleResolvers: true })
class RecordStepsResult {
  @Field(() => MakingObject)
  making!: object;
}

@Resolver()
export class MakingOperations {
  @Query(() => MakingObject, {
    nullable: true,
    description: 'A making by its id; null when it is not recorded here',
  })
  making(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Making | null> {
    return loaders.making.load(id);
  }

  @Mutation(() => BeginMakingResult, {
    description:
      'Begins a ledger of acts, before there is a work. Refuses NOT_ALLOWED and the codes of every statement.',
  })
  async beginMaking(
    @Arg('input', () => BeginMakingInput) input: BeginMakingInput,
    @Ctx() context: Context,
  ): Promise<BeginMakingResult> {
    const { cid } = await recordedId(context, beginMaking, input);
    return { making: await loadMaking(context, idOf('making', cid)) };
  }

  @Mutation(() => RecordStepsResult, {
    description:
      'Records steps of a making by one of its makers. Refuses MAKING_UNKNOWN, NOT_ALLOWED, CHAIN_BROKEN (its details tell the head), DATED_IN_THE_FUTURE, MAKING_FULL and the codes of every statement.',
  })
  async recordSteps(
    @Arg('input', () => RecordStepsInput) input: RecordStepsInput,
    @Ctx() context: Context,
  ): Promise<RecordStepsResult> {
    const { body } = await recordedId(context, recordSteps, input);
    return { making: await loadMaking(context, body.making) };
  }
}

async function loadMaking({ loaders }: Context, id: string): Promise<Making> {
  const making = await loaders.making.load(id);
  if (!making) throw new Error(`${id} was recorded a moment ago and is gone`);
  return making;
}

@Resolver(() => MakingChainObject)
export class MakingChainFields {
  @FieldResolver(() => PersonObject)
  maker(@Root() { maker }: MakingChain): PersonObject {
    return personOf(maker);
  }
}

@Resolver(() => MakingObject)
export class MakingFields {
  @FieldResolver(() => [PersonObject], { description: 'Who may record steps of it; the first began it' })
  makers(@Root() { makers }: Making): PersonObject[] {
    return makers.map(personOf);
  }

  @FieldResolver(() => Instant, { description: 'When the register took its beginning' })
  recordedAt(@Root() { begunAt }: Making): Date {
    return begunAt;
  }

  @FieldResolver(() => [MadeFileObject], {
    description:
      'The files that came into being, in their order, each with the last that its maker said of it; fileCount tells how many there are. Refuses BAD_PAGE_SIZE.',
  })
  async files(
    @Root() making: Making,
    @Args(() => MadeFilesArguments) { first, skip }: MadeFilesArguments,
    @Ctx() { loaders }: Context,
  ): Promise<readonly MadeFile[]> {
    // One file has no id of its own by which it could be asked for, so this is no connection.
    const page = readPage(`files of ${making.id}`, { first });
    if (skip < 0) throw new Refusal('BAD_PAGE_SIZE', `skip must be 0 or more; it is ${skip}.`, { skip });
    const { files } = await loaders.makingAccount.load(making);
    return files.slice(skip, skip + page.first);
  }

  @FieldResolver(() => Int, { description: 'How many files came into being' })
  async fileCount(@Root() making: Making, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.makingAccount.load(making)).files.length;
  }

  @FieldResolver(() => MakingEvidenceObject, {
    description:
      "How far it goes as evidence, by when the register took its steps; of a work, also by that work's registration and files. Of one whose claimants do not name it the same as of none",
  })
  async evidence(
    @Root() making: Making,
    @Arg('work', () => ID, { nullable: true }) work: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<MakingEvidence> {
    return (await loaders.makingAccount.load(making)).evidence(work ?? null);
  }

  @FieldResolver(() => [HumanActObject], {
    description: 'Human acts for a claim, drafted from what its makers recorded, for a person to edit',
  })
  async draftedActs(@Root() making: Making, @Ctx() { loaders }: Context): Promise<HumanAct[]> {
    return actsOfMaking((await loaders.makingAccount.load(making)).files);
  }

  @FieldResolver(() => [WorkObject], {
    description: 'Works whose claimants say that they were made in it, the earliest registered first',
  })
  async works(@Root() making: Making, @Ctx() { loaders }: Context): Promise<(Work | Error | null)[]> {
    return loaders.work.loadMany([...(await loaders.makingAccount.load(making)).works]);
  }

  @FieldResolver(() => [MakingChainObject], {
    description: 'Where the chain of each of its makers has got',
  })
  async chains(@Root() { id, makers }: Making, @Ctx() { house }: Context): Promise<MakingChain[]> {
    return findChains(house.database.tables, { id, makers });
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that began it' })
  statement(@Root() { id }: Making, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}

@ObjectType('ClaimedMaking', { description: 'A making that a claim names', simpleResolvers: true })
class ClaimedMakingObject {
  @Field(() => MakingObject)
  making!: Making;

  work!: string;
}

@Resolver(() => ClaimedMakingObject)
export class ClaimedMakingFields {
  @FieldResolver(() => MakingEvidenceObject, {
    description: "How far it goes as evidence of how the claim's work was made",
  })
  async evidence(
    @Root() { making, work }: ClaimedMakingObject,
    @Ctx() { loaders }: Context,
  ): Promise<MakingEvidence> {
    return (await loaders.makingAccount.load(making)).evidence(work);
  }
}

@Resolver(() => MadeFileObject)
export class MakingOfFile {
  @FieldResolver(() => MakingObject, { description: 'The making that tells of it' })
  async making(@Root() { making }: MadeFile, @Ctx() context: Context): Promise<Making> {
    return loadMaking(context, making);
  }
}

@Resolver(() => ClaimObject)
export class MakingsOfClaim {
  @FieldResolver(() => [ClaimedMakingObject], {
    description: 'Ledgers of acts that were kept while the work was made, as the claim says; at most 20',
  })
  async makings(@Root() { body, work }: Claim, @Ctx() { loaders }: Context): Promise<ClaimedMakingObject[]> {
    const found = await loaders.making.loadMany([...(body.makings ?? [])]);
    return found.flatMap((making) => (making instanceof Error || making === null ? [] : [{ making, work }]));
  }
}
