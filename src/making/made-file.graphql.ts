import {
  Ctx,
  Field,
  FieldResolver,
  Float,
  Int,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { enumOf } from '../api/enum-of.js';
import { Count, Instant } from '../api/scalars.js';
import { HumanActKindEnum, PrivateTextObject, RegionObject } from '../creation/creation.graphql.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import type { MadeFile } from './made-files.js';
import { STEP_WAYS } from './making-step.js';

export const StepWayEnum = enumOf(STEP_WAYS);
registerEnumType(StepWayEnum, {
  name: 'StepWay',
  description: 'How a file came into being',
  valuesConfig: {
    GENERATION: { description: 'A machine made it, from a text or from other pictures' },
    VARIATION: { description: 'A machine made it again, with other parameters' },
    EDIT: { description: 'Somebody changed what was there' },
    IMPORT: { description: 'It was made elsewhere' },
    UNSAID: { description: 'It came, and nobody says how' },
  },
});

const OutcomeEnum = enumOf(['kept', 'rejected'] as const);
registerEnumType(OutcomeEnum, {
  name: 'StepOutcome',
  description: 'Whether a file was chosen to go on with',
});

@ObjectType('LayersTold', {
  description: 'What a layered file says of itself (PSD, KRA, ORA). Whoever has the file can write all of it',
  simpleResolvers: true,
})
class LayersTold {
  @Field(() => Int, { description: 'How many layers it has, groups among them' })
  layers!: number;

  @Field(() => Int, { nullable: true, description: 'How many steps its history tells' })
  historySteps?: number;

  @Field(() => Float, { nullable: true, description: 'Seconds for which it was edited' })
  editingSeconds?: number;
}

@ObjectType('MadeFile', {
  description:
    'A file of a making, as its maker states it. The register has its digest; the file stays with its maker',
  simpleResolvers: true,
})
export class MadeFileObject {
  @Field(() => String, { description: 'SHA-256 of its bytes, in hex' })
  sha256!: string;

  @Field(() => Count)
  sizeBytes!: number;

  @Field(() => String, { description: 'Media type (RFC 6838)' })
  mediaType!: string;

  @Field(() => StepWayEnum)
  how!: string;

  @Field(() => Boolean, {
    description: 'Whether it was there before the ledger was begun: then `at` is what the file system said',
  })
  wasThere!: boolean;

  @Field(() => [String], { description: 'SHA-256 of the files from which it was made, in hex' })
  from!: readonly string[];

  @Field(() => HumanActKindEnum, { nullable: true, description: 'What a person did to make it' })
  act?: string;

  @Field(() => RegionObject, { nullable: true, description: 'Where, in its pixels' })
  region?: RegionObject;

  @Field(() => OutcomeEnum, { nullable: true, description: 'Null while it is not decided' })
  outcome?: string;

  @Field(() => PrivateTextObject, { nullable: true })
  note?: object;

  @Field(() => String, { nullable: true, description: 'Program that generated it, as the file says' })
  tool?: string;

  @Field(() => String, { nullable: true, description: 'As the file says; a whole number as text' })
  seed?: string;

  @Field(() => PrivateTextObject, { nullable: true, description: 'As the file says' })
  prompt?: object;

  @Field(() => LayersTold, { nullable: true, description: 'Of a layered file' })
  layered?: LayersTold;

  @Field(() => Instant, { description: 'When the register took it' })
  recordedAt!: Date;
}

@Resolver(() => MadeFileObject)
export class MadeFileFields {
  @FieldResolver(() => Instant, { description: "When it came into being, by its maker's clock" })
  at(@Root() { at }: MadeFile): Date {
    return new Date(at);
  }

  @FieldResolver(() => PersonObject, { description: 'Who recorded it' })
  maker(@Root() { maker }: MadeFile): PersonObject {
    return personOf(maker);
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { statement }: MadeFile, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statement);
  }
}
