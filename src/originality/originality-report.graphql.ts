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
import { Count } from '../api/scalars.js';
import { CheckpointObject } from '../register/checkpoint.graphql.js';
import type { Checkpoint } from '../register/checkpoint-store.js';
import { FileObject } from '../works/file.graphql.js';
import type { StoredFile } from '../works/file.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { MatchObject } from './match.graphql.js';
import type { OriginalityAnswer } from './match.js';
import type { ReasonGiven, VerdictGiven } from './verdict.js';

const VerdictEnum = {
  FIRST_CLAIM: 'first-claim',
  OWN_VARIANT: 'own-variant',
  LICENSED_DERIVATIVE: 'licensed-derivative',
  UNLICENSED_NEAR_COPY: 'unlicensed-near-copy',
  UNRESOLVED: 'unresolved',
} as const;
registerEnumType(VerdictEnum, {
  name: 'OriginalityVerdict',
  description:
    'What the records say of a picture and its look-alikes. It informs a person, who decides: nothing follows from it by itself, and it is no legal advice',
  valuesConfig: {
    FIRST_CLAIM: { description: 'Nothing that was registered before looks like it' },
    OWN_VARIANT: { description: 'Only works of whoever asks look like it' },
    LICENSED_DERIVATIVE: {
      description: 'Works of others look like it, and each has a permission in force for whoever asks',
    },
    UNLICENSED_NEAR_COPY: {
      description: 'A work of another looks like it for certain, and no permission in force is recorded',
    },
    UNRESOLVED: { description: 'The records do not settle it; the reasons say why' },
  },
});

const ReasonEnum = {
  NOTHING_FOUND: 'nothing-found',
  REGISTERED_FIRST: 'registered-first',
  OWN_WORK: 'own-work',
  PERMITTED: 'permitted',
  PERMITTED_OTHERWISE: 'permitted-otherwise',
  NOT_PERMITTED: 'not-permitted',
  ONE_METHOD: 'one-method',
  CONTESTED: 'contested',
  CLAIM_WITHDRAWN: 'claim-withdrawn',
  NOBODY_NAMED: 'nobody-named',
  TOO_PLAIN: 'too-plain',
  TRUNCATED: 'truncated',
  NOT_ALL_SEARCHED: 'not-all-searched',
} as const;
registerEnumType(ReasonEnum, {
  name: 'OriginalityReason',
  description: 'Why a verdict is what it is',
});

@ObjectType('VerdictReason', { description: 'One reason of a verdict', simpleResolvers: true })
class VerdictReasonObject {
  @Field(() => ReasonEnum)
  code!: ReasonGiven['code'];

  @Field(() => String, { description: 'In words' })
  message!: string;
}

@Resolver(() => VerdictReasonObject)
export class VerdictReasonFields {
  @FieldResolver(() => WorkObject, {
    nullable: true,
    description: 'The work of which it is said; null where it is said of the search',
  })
  work(@Root() { work }: ReasonGiven, @Ctx() { loaders }: Context): Promise<Work | null> | null {
    return work === null ? null : loaders.work.load(work);
  }
}

@ObjectType('FingerprintBox', {
  description: 'A part of a picture, in pixels as stored',
  simpleResolvers: true,
})
class FingerprintBoxObject {
  @Field(() => Int)
  left!: number;

  @Field(() => Int)
  top!: number;

  @Field(() => Int)
  width!: number;

  @Field(() => Int)
  height!: number;
}

@ObjectType('TrimmedPdq', {
  description: 'PDQ of what is within a plain border, such as a mat or black bars',
  simpleResolvers: true,
})
class TrimmedPdqObject {
  @Field(() => FingerprintBoxObject)
  box!: object;

  @Field(() => String, { description: '64 hex digits' })
  hash!: string;

  @Field(() => Int, { description: '0 to 100; below 50 it is not compared' })
  quality!: number;
}

@ObjectType('Fingerprints', {
  description: "By what a picture is searched; its whole PDQ is the file's own",
  simpleResolvers: true,
})
class FingerprintsObject {
  @Field(() => Int, { description: 'Version of the fingerprints and of the index over them' })
  version!: number;

  @Field(() => TrimmedPdqObject, { nullable: true, description: 'Null for a picture without a plain border' })
  trimmed!: object | null;

  @Field(() => String, { description: 'ISCC Image-Code of 256 bits (ISO 24138)' })
  imageCode!: string;

  @Field(() => Int, {
    description: 'Local features that were looked for: 0 to 1,500; below 40 they say nothing',
  })
  features!: number;

  @Field(() => EmbeddingModelObject, { nullable: true, description: 'Null where there is no model' })
  model!: object | null;
}

@ObjectType('EmbeddingModel', {
  description:
    'A model of whoever keeps the register, by which pictures are embedded besides: they are brought to a square in 8-bit sRGB, alpha dropped',
  simpleResolvers: true,
})
class EmbeddingModelObject {
  @Field(() => String, { description: 'SHA-256 of the ONNX file, in hex' })
  sha256!: string;

  @Field(() => Int, { description: 'Width and height of the square, in pixels' })
  side!: number;

  @Field(() => [Float], { description: 'Subtracted from red, green and blue, which are 0 to 1' })
  mean!: readonly number[];

  @Field(() => [Float], { description: 'By what they are divided then' })
  deviation!: readonly number[];

  @Field(() => Float, { description: 'Cosine similarity from which on two pictures count as alike' })
  least!: number;
}

@ObjectType('SearchedRegister', {
  description: 'What was searched, as it was when it was asked',
  simpleResolvers: true,
})
class SearchedRegisterObject {
  @Field(() => Count, { description: 'Entries of the register' })
  size!: bigint;

  @Field(() => CheckpointObject, {
    nullable: true,
    description: 'The newest signed checkpoint; null before the first',
  })
  checkpoint!: Checkpoint | null;

  @Field(() => Int, { description: 'Registered pictures' })
  pictures!: number;

  @Field(() => Int, {
    description:
      'Those of them that are searched by all their fingerprints; the others, whose fingerprints are not taken yet, by PDQ and equal bytes alone',
  })
  searched!: number;
}

@ObjectType('OriginalityReport', {
  description:
    'Which registered works a picture is like, in whole or in part. No match means that none was found, not that there is none',
  simpleResolvers: true,
})
export class OriginalityReportObject {
  @Field(() => FileObject, { description: 'The picture that was asked about' })
  file!: StoredFile;

  @Field(() => FingerprintsObject)
  fingerprints!: object;

  @Field(() => SearchedRegisterObject)
  register!: object;

  @Field(() => [MatchObject], {
    description: 'The earliest registered first; at most 160, and those of equal bytes',
  })
  matches!: OriginalityAnswer['matches'];

  @Field(() => Float, {
    description: 'Share of the picture that certain matches cover together, 0 to 1',
  })
  coverage!: number;

  @Field(() => Boolean, {
    description:
      'The picture has too little structure to be judged by its look (PDQ quality below 50 and fewer than 40 local features): only its exact bytes were looked for',
  })
  tooPlain!: boolean;

  @Field(() => Boolean, { description: 'More works look alike than were compared' })
  isTruncated!: boolean;

  @Field(() => VerdictEnum)
  verdict!: VerdictGiven['verdict'];

  @Field(() => [VerdictReasonObject], { description: 'At least one' })
  reasons!: VerdictGiven['reasons'];

  @Field(() => String, {
    nullable: true,
    description:
      "All of this as a signed note (c2sp.org/signed-note) by the log's key, to be kept and checked without this server: its third line is JSON, whose form is schema/originality-statement.json. Null while the register is halted",
  })
  statement!: string | null;
}
