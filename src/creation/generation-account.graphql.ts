import { Field, FieldResolver, Float, Int, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import { enumOf } from '../api/enum-of.js';
import { JsonObject } from '../api/scalars.js';
import { isJsonObject } from '../lib/relaxed-json.js';
import {
  INPUT_ROLES,
  MODEL_HASH_KINDS,
  type GenerationAccount,
  type Input,
  type ModelHashKind,
} from './generation-account.js';

const ModelHashKindEnum = enumOf(MODEL_HASH_KINDS);
registerEnumType(ModelHashKindEnum, {
  name: 'ModelHashKind',
  description: 'Of what a hash of a model is; those of two kinds say nothing of one another',
  valuesConfig: {
    SHA256_SHORT: { description: "The first 10 hex digits of the file's SHA-256 (AutoV2)" },
    LEGACY: { description: "8 hex digits of a part of the file, AUTOMATIC1111's first hash (AutoV1)" },
    TENSORS: {
      description: "SHA-256 of a safetensors file's tensors alone, whole or its first 12 digits (AutoV3)",
    },
  },
});

export const InputRoleEnum = enumOf(INPUT_ROLES);
registerEnumType(InputRoleEnum, { name: 'InputRole', description: 'For what a picture went in' });

@ObjectType('GenerationModel', {
  description: 'A model that had a part, by its name and hash',
  simpleResolvers: true,
})
class ModelObject {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'In hex, or as the tool wrote it where that is none' })
  hash!: string | null;

  @Field(() => ModelHashKindEnum, { nullable: true })
  hashKind!: ModelHashKind | null;
}

@ObjectType('WeightedModel', { description: 'A LoRA or a ControlNet', simpleResolvers: true })
export class WeightedModelObject {
  @Field(() => String)
  name!: string;

  @Field(() => Float, { nullable: true })
  weight?: number | null;

  @Field(() => String, { nullable: true })
  hash?: string | null;
}

@ObjectType('GenerationInput', { description: 'A picture that went in', simpleResolvers: true })
class InputObject {
  @Field(() => InputRoleEnum)
  role!: Input['role'];

  @Field(() => String, { nullable: true, description: 'By its file name, as the tool tells it' })
  name!: string | null;
}

@ObjectType('GenerationUpscaler', { description: 'What made the picture larger', simpleResolvers: true })
class UpscalerObject {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => Float, { nullable: true, description: 'How many times as wide the picture became' })
  scale!: number | null;
}

@ObjectType('SamplingPass', { description: 'One run of a sampler', simpleResolvers: true })
class PassObject {
  @Field(() => String, { nullable: true, description: 'A whole number as text' })
  seed!: string | null;

  @Field(() => Float, { nullable: true })
  steps!: number | null;

  @Field(() => Float, { nullable: true, description: 'Guidance' })
  cfgScale!: number | null;

  @Field(() => String, { nullable: true })
  sampler!: string | null;

  @Field(() => String, { nullable: true })
  scheduler!: string | null;

  @Field(() => Float, { nullable: true, description: '1 starts from noise alone' })
  denoise!: number | null;
}

@ObjectType('FieldSource', { description: 'Where a field was read', simpleResolvers: true })
class FieldSourceObject {
  @Field(() => String)
  field!: string;

  @Field(() => String, { description: 'Such as "PNG tEXt:parameters" or "EXIF ExifIFD:UserComment"' })
  where!: string;
}

@ObjectType('RawDigest', { description: 'SHA-256 of bytes as they were found', simpleResolvers: true })
export class RawDigestObject {
  @Field(() => String)
  where!: string;

  @Field(() => String, { description: 'In hex' })
  sha256!: string;
}

@ObjectType('UnresolvedField', {
  description: 'What could not be read out of a file, and why; never guessed',
  simpleResolvers: true,
})
class UnresolvedFieldObject {
  @Field(() => String)
  field!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType('GenerationAccount', {
  description:
    'How a picture was generated, as its file tells it: all tools in one form. Folders of machines, tokens and who made it are taken out',
  simpleResolvers: true,
})
export class GenerationAccountObject {
  @Field(() => String, { description: 'The program, such as ComfyUI' })
  tool!: string;

  @Field(() => String, { nullable: true })
  toolVersion!: string | null;

  @Field(() => String, { nullable: true })
  prompt!: string | null;

  @Field(() => String, { nullable: true })
  negativePrompt!: string | null;

  @Field(() => String, { nullable: true, description: 'A whole number as text' })
  seed!: string | null;

  @Field(() => Float, { nullable: true })
  steps!: number | null;

  @Field(() => String, { nullable: true, description: 'As the tool names it' })
  sampler!: string | null;

  @Field(() => String, { nullable: true })
  scheduler!: string | null;

  @Field(() => Float, { nullable: true, description: 'Guidance' })
  cfgScale!: number | null;

  @Field(() => Float, { nullable: true, description: '1 starts from noise alone' })
  denoise!: number | null;

  @Field(() => ModelObject, { nullable: true })
  model!: GenerationAccount['model'];

  @Field(() => [ModelObject], { description: 'All others that had a part, such as a refiner' })
  otherModels!: GenerationAccount['otherModels'];

  @Field(() => Int, { nullable: true, description: 'Of what was generated first, in pixels' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of what was generated first, in pixels' })
  height!: number | null;

  @Field(() => [WeightedModelObject])
  loras!: GenerationAccount['loras'];

  @Field(() => [WeightedModelObject])
  controlNets!: GenerationAccount['controlNets'];

  @Field(() => [InputObject])
  inputs!: GenerationAccount['inputs'];

  @Field(() => [UpscalerObject])
  upscalers!: GenerationAccount['upscalers'];

  @Field(() => [PassObject], { description: 'One by one, the first first, where the file tells them apart' })
  passes!: GenerationAccount['passes'];

  @Field(() => [UnresolvedFieldObject])
  unresolved!: GenerationAccount['unresolved'];
}

@Resolver(() => GenerationAccountObject)
export class GenerationAccountFields {
  @FieldResolver(() => JsonObject, { description: "Whatever else the file tells, by the tool's own names" })
  other(@Root() { other }: GenerationAccount): GenerationAccount['other'] {
    return other;
  }

  @FieldResolver(() => JsonObject, { nullable: true, description: 'The whole graph of a tool that has one' })
  graph(@Root() { graph }: GenerationAccount): unknown {
    return graph !== null && isJsonObject(graph) ? graph : null;
  }

  @FieldResolver(() => [FieldSourceObject])
  readFrom(@Root() { readFrom }: GenerationAccount): FieldSourceObject[] {
    return Object.entries(readFrom).map(([field, where]) => ({ field, where }));
  }

  @FieldResolver(() => [RawDigestObject])
  rawDigests(@Root() { rawDigests }: GenerationAccount): RawDigestObject[] {
    return Object.entries(rawDigests).map(([where, sha256]) => ({ where, sha256 }));
  }
}
