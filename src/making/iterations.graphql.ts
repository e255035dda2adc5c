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
import { Refusal } from '../lib/refusal.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { FileObject } from '../works/file.graphql.js';
import type { StoredFile } from '../works/file.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import {
  iterationsOfFile,
  iterationsOfWork,
  type Iteration,
  type Iterations,
  type IterationStep,
} from './iterations.js';
import { MadeFileObject } from './made-file.graphql.js';
import type { MadeFile } from './made-files.js';

const IterationWayEnum = enumOf(['generation', 'variation', 'edit', 'derivation'] as const);
registerEnumType(IterationWayEnum, {
  name: 'IterationWay',
  description: 'How one file came of another',
  valuesConfig: {
    GENERATION: { description: 'It went into a machine that made the other' },
    VARIATION: { description: 'A machine made the other again, with other parameters' },
    EDIT: { description: 'Somebody changed it into the other' },
    DERIVATION: {
      description:
        "It is a work's picture, and the other one that of a work that is declared to derive from it",
    },
  },
});

@ObjectType('Iteration', {
  description: 'A file in the tree: of a work, of a making, or only named as what another was made from',
  simpleResolvers: true,
})
class IterationObject {
  @Field(() => String, { description: 'SHA-256 of its bytes, in hex' })
  sha256!: string;

  @Field(() => [MadeFileObject], {
    description: 'What makings tell of it, the earliest recorded first: anybody may record steps of any file',
  })
  made!: readonly MadeFile[];
}

@ObjectType('IterationStep', {
  description: 'One file came of another, as somebody states',
  simpleResolvers: true,
})
class IterationStepObject {
  @Field(() => String, { description: 'SHA-256 of the file before, in hex' })
  from!: string;

  @Field(() => String, { description: 'SHA-256 of the file after, in hex' })
  to!: string;

  @Field(() => IterationWayEnum)
  how!: string;

  @Field(() => ID, { description: 'The making, the claim or the derivation that says so' })
  statedIn!: string;
}

@ObjectType('Iterations', {
  description:
    'The tree of generations, variations and edits around a work or a file, as claims, makings and derivations tell it. It may go round, or contradict itself: everybody states their own',
  simpleResolvers: true,
})
class IterationsObject {
  @Field(() => [IterationStepObject])
  steps!: readonly IterationStep[];

  @Field(() => Boolean, {
    description:
      'There is more than is given: works beyond 50, makings beyond 20, steps beyond 4000, or files',
  })
  isTruncated!: boolean;
}

@Resolver(() => IterationsObject)
export class IterationsFields {
  @FieldResolver(() => [IterationObject], {
    description: 'At most 2000: files of works first, then those of makings, then what is only named',
  })
  files(@Root() { iterations }: Iterations): readonly Iteration[] {
    return iterations;
  }
}

@Resolver(() => IterationObject)
export class IterationFields {
  @FieldResolver(() => FileObject, {
    nullable: true,
    description: 'Null where the register has its digest alone',
  })
  file(@Root() { cid }: Iteration, @Ctx() { loaders }: Context): Promise<StoredFile | null> | null {
    return cid === null ? null : loaders.file.load(cid);
  }

  @FieldResolver(() => [WorkObject], { description: 'Works whose file it is' })
  works(@Root() { works }: Iteration, @Ctx() { loaders }: Context): Promise<(Work | Error | null)[]> {
    return loaders.work.loadMany([...works]);
  }
}

@Resolver(() => IterationStepObject)
export class IterationStepFields {
  @FieldResolver(() => StatementObject)
  statement(@Root() { statement }: IterationStep, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statement);
  }
}

@Resolver()
export class IterationQueries {
  @Query(() => IterationsObject, {
    description:
      'The tree around a file, by its SHA-256 in hex, whether the register has the file or not: every making in which somebody recorded it, and the works whose file it is. Refuses OUT_OF_SCHEMA.',
  })
  iterations(@Arg('sha256', () => String) sha256: string, @Ctx() { house }: Context): Promise<Iterations> {
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new Refusal('OUT_OF_SCHEMA', 'sha256 is no SHA-256 in lower-case hex.', {
        sha256: sha256.slice(0, 80),
      });
    return iterationsOfFile(house.database.tables, sha256);
  }
}

@Resolver(() => WorkObject)
export class IterationsOfWork {
  @FieldResolver(() => IterationsObject, {
    description:
      'From what the work was made and what came of it: by its standing claims, the makings that they name, and derivations that its registrant or first claimants declared',
  })
  iterations(@Root() { id }: Work, @Ctx() { house }: Context): Promise<Iterations> {
    return iterationsOfWork(house.database.tables, id);
  }
}
