import {
  Ctx,
  Field,
  FieldResolver,
  Float,
  Int,
  ObjectType,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { enumOf } from '../api/enum-of.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { FileObject } from '../works/file.graphql.js';
import type { FileReference, StoredFile } from '../works/file.js';
import type { Input } from './generation-account.js';
import { InputRoleEnum, RawDigestObject, WeightedModelObject } from './generation-account.graphql.js';
import type { GenerationRecord } from './generation-record.js';
import { HUMAN_ACT_KINDS, type HumanAct } from './human-act.js';

export const HumanActKindEnum = enumOf(HUMAN_ACT_KINDS);
registerEnumType(HumanActKindEnum, {
  name: 'HumanActKind',
  description: 'What people do to a work that machines helped to make',
});

@ObjectType('PrivateText', {
  description: 'A text, or a salted commitment to one that stays private',
  simpleResolvers: true,
})
export class PrivateTextObject {
  @Field(() => String, { nullable: true, description: 'Null when it is private' })
  text?: string;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 over domain, salt and canonical text, in hex; null when the text is public',
  })
  commitment?: string;
}

@ObjectType('GenerationRecord', {
  description: 'How a picture was generated, as the claimant states it',
  simpleResolvers: true,
})
export class GenerationRecordObject {
  @Field(() => String)
  tool!: string;

  @Field(() => String, { nullable: true })
  toolVersion?: string;

  @Field(() => String, { nullable: true })
  modelName?: string;

  @Field(() => String, {
    nullable: true,
    description: 'With its kind: hashes of different kinds are not comparable',
  })
  modelHash?: string;

  @Field(() => PrivateTextObject, { nullable: true })
  prompt?: PrivateTextObject;

  @Field(() => PrivateTextObject, { nullable: true })
  negativePrompt?: PrivateTextObject;

  @Field(() => String, { nullable: true, description: 'A whole number as text' })
  seed?: string;

  @Field(() => String, { nullable: true })
  sampler?: string;

  @Field(() => String, { nullable: true })
  scheduler?: string;

  @Field(() => Int, { nullable: true })
  steps?: number;

  @Field(() => Float, { nullable: true, description: 'Guidance (CFG) scale' })
  guidance?: number;

  @Field(() => Float, { nullable: true, description: 'Strength of denoising; 1 starts from noise alone' })
  denoise?: number;

  @Field(() => Int, { nullable: true, description: 'Pixels' })
  width?: number;

  @Field(() => Int, { nullable: true, description: 'Pixels' })
  height?: number;

  @Field(() => PrivateTextObject, { nullable: true, description: "The tool's own metadata, verbatim" })
  rawMetadata?: PrivateTextObject;
}

@ObjectType('RecordCorrection', {
  description: 'A field that the claimant states otherwise than the file does',
  simpleResolvers: true,
})
class RecordCorrectionObject {
  @Field(() => String, { description: 'Such as "seed"' })
  field!: string;

  @Field(() => PrivateTextObject, { description: 'What the file says, as text' })
  read!: PrivateTextObject;
}

@ObjectType('RecordModel', {
  description: 'A model that had a part, as the claimant states it',
  simpleResolvers: true,
})
class RecordModelObject {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => String, { nullable: true, description: 'With its kind' })
  hash?: string;
}

@ObjectType('RecordUpscaler', {
  description: 'What made the picture larger, as the claimant states it',
  simpleResolvers: true,
})
class RecordUpscalerObject {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => Float, { nullable: true, description: 'How many times as wide the picture became' })
  scale?: number;
}

@ObjectType('RecordPicture', {
  description: 'A picture that went in, as the claimant states it',
  simpleResolvers: true,
})
class RecordPictureObject {
  @Field(() => InputRoleEnum)
  role!: Input['role'];

  @Field(() => String, { nullable: true })
  name?: string;
}

@Resolver(() => GenerationRecordObject)
export class GenerationRecordFields {
  @FieldResolver(() => [RecordModelObject], { description: 'All others that had a part, such as a refiner' })
  otherModels(@Root() { otherModels = [] }: GenerationRecord): RecordModelObject[] {
    return otherModels;
  }

  @FieldResolver(() => [WeightedModelObject])
  loras(@Root() { loras = [] }: GenerationRecord): NonNullable<GenerationRecord['loras']> {
    return loras;
  }

  @FieldResolver(() => [WeightedModelObject])
  controlNets(@Root() { controlNets = [] }: GenerationRecord): NonNullable<GenerationRecord['controlNets']> {
    return controlNets;
  }

  @FieldResolver(() => [RecordUpscalerObject])
  upscalers(@Root() { upscalers = [] }: GenerationRecord): RecordUpscalerObject[] {
    return upscalers;
  }

  @FieldResolver(() => [RecordPictureObject], {
    description: 'Pictures that went in, as the tool names them',
  })
  pictures(@Root() { pictures = [] }: GenerationRecord): RecordPictureObject[] {
    return pictures;
  }

  @FieldResolver(() => [RawDigestObject], {
    description: "Where in the work's file it was read; none for a record that a person wrote",
  })
  readFrom(@Root() { readFrom = [] }: GenerationRecord): RawDigestObject[] {
    return readFrom;
  }

  @FieldResolver(() => [RecordCorrectionObject], {
    description: 'Fields that the claimant states otherwise than the file does',
  })
  corrections(@Root() { corrections = [] }: GenerationRecord): NonNullable<GenerationRecord['corrections']> {
    return corrections;
  }

  @FieldResolver(() => [FileObject], { description: 'Pictures and other files that went in' })
  inputs(
    @Root() { inputs = [] }: GenerationRecord,
    @Ctx() context: Context,
  ): Promise<(StoredFile | Error | null)[]> {
    return context.loaders.file.loadMany(inputs.map(({ cid }) => cid));
  }
}

@ObjectType('Region', {
  description: 'A rectangle in pixels, from the upper left corner',
  simpleResolvers: true,
})
export class RegionObject {
  @Field(() => Int)
  x!: number;

  @Field(() => Int)
  y!: number;

  @Field(() => Int)
  width!: number;

  @Field(() => Int)
  height!: number;
}

@ObjectType('HumanAct', {
  description: 'What a person did to a work, as the claimant states it. Acts, never percentages',
  simpleResolvers: true,
})
export class HumanActObject {
  @Field(() => HumanActKindEnum)
  kind!: string;

  @Field(() => String, { description: 'What was done, in words' })
  done!: string;

  @Field(() => String, { nullable: true, description: 'EDTF (ISO 8601-2)' })
  when?: string;

  @Field(() => RegionObject, {
    nullable: true,
    description: "In the after file, or in the work's picture where there is none",
  })
  region?: RegionObject;
}

@Resolver(() => HumanActObject)
export class HumanActFields {
  @FieldResolver(() => PersonObject, {
    nullable: true,
    description: 'Who did it; the first claimant where it is null',
  })
  by(@Root() { by }: HumanAct): PersonObject | null {
    return by ? personOf(by) : null;
  }

  @FieldResolver(() => FileObject, { nullable: true })
  before(@Root() { before }: HumanAct, @Ctx() context: Context): Promise<StoredFile | null> | null {
    return loadFile(context, before);
  }

  @FieldResolver(() => FileObject, { nullable: true })
  after(@Root() { after }: HumanAct, @Ctx() context: Context): Promise<StoredFile | null> | null {
    return loadFile(context, after);
  }

  @FieldResolver(() => [FileObject])
  evidence(
    @Root() { evidence = [] }: HumanAct,
    @Ctx() { loaders }: Context,
  ): Promise<(StoredFile | Error | null)[]> {
    return loaders.file.loadMany(evidence.map(({ cid }) => cid));
  }
}

const loadFile = ({ loaders }: Context, file: FileReference | undefined) =>
  file ? loaders.file.load(file.cid) : null;
