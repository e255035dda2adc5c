import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  FieldResolver,
} from 'type-graphql';
import { askedFile } from '../api/asked-file.js';
import type { Context } from '../api/context.js';
import { JsonObject } from '../api/scalars.js';
import { enumOf } from '../api/enum-of.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { FileObject } from '../works/file.graphql.js';
import type { StoredFile } from '../works/file.js';
import { SIZE_OUTCOMES, type SizeOutcome } from './checks/check-size.js';
import { EVIDENCE_GRADES, type EvidenceGrade } from './checks/evidence-grade.js';
import { FINDINGS, type Finding, type FindingCode } from './checks/finding.js';
import type { FileAccount } from './examine-account.js';
import type { Credentials } from './credentials.js';
import { CredentialsObject } from './credentials.graphql.js';
import type { GenerationAccount } from './generation-account.js';
import { GenerationAccountObject } from './generation-account.graphql.js';
import type { GenerationRecord } from './generation-record.js';
import type { LayeredFile } from './layered/layered-file.js';
import { LayeredFileObject, mergedPictureOf, MergedPictureObject } from './layered/layered-file.graphql.js';
import { inspectFile, type Inspection } from './inspect-file.js';

const SizeOutcomeEnum = enumOf(SIZE_OUTCOMES);
registerEnumType(SizeOutcomeEnum, {
  name: 'SizeOutcome',
  description: "How a picture's size goes with what its file tells of how it was made",
  valuesConfig: {
    EXACT: { description: 'As it was generated' },
    DECLARED_UPSCALE: { description: 'As it is after the upscaling that the file tells of' },
    SCALE_MISMATCH: { description: 'The same shape in another size: resized, or edited' },
    ASPECT_MISMATCH: { description: 'Another shape: what the file tells is not of these pixels' },
    UNKNOWN: { description: 'The file does not tell' },
  },
});

const EvidenceGradeEnum = enumOf(EVIDENCE_GRADES);
registerEnumType(EvidenceGradeEnum, {
  name: 'EvidenceGrade',
  description: "How far a file's account of its making can be believed, the most first",
  valuesConfig: {
    TRUSTED_SIGNATURE: { description: 'Content credentials that hold, by a signer whom a trust list knows' },
    TOOL_SIGNATURE: { description: 'Signed by the tool itself, over pixels and parameters' },
    UNKNOWN_SIGNER: { description: 'Content credentials that hold, by a signer whom no list knows' },
    CONSISTENT: { description: 'Unsigned, and nothing in it contradicts anything else: a claim' },
    INCONSISTENT: { description: 'Something contradicts something else' },
    NONE: { description: 'The file tells nothing' },
  },
});

const FindingCodeEnum = enumOf(Object.keys(FINDINGS).map((code) => code as FindingCode));
registerEnumType(FindingCodeEnum, { name: 'EvidenceFindingCode', description: 'What is odd about a file' });

@ObjectType('EvidenceFinding', { description: 'Something about a file that is odd', simpleResolvers: true })
class EvidenceFindingObject {
  @Field(() => FindingCodeEnum)
  code!: FindingCode;

  @Field(() => String, { description: 'What was found, and what would clear it' })
  message!: string;
}

@ObjectType('FileEvidence', {
  description: "How far a file's account of its making goes, and what is odd about it",
  simpleResolvers: true,
})
class FileEvidenceObject {
  @Field(() => EvidenceGradeEnum)
  grade!: EvidenceGrade;

  @Field(() => [EvidenceFindingObject])
  findings!: readonly Finding[];
}

@ObjectType('Inspection', {
  description:
    "What a picture's file, or a layered one, says of how it was made, and how far that can be believed",
  simpleResolvers: true,
})
class InspectionObject {
  @Field(() => FileObject)
  file!: StoredFile;

  @Field(() => GenerationAccountObject, { nullable: true, description: 'Null where the file tells nothing' })
  generation!: GenerationAccount | null;

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'The same as an entry of `generations` in the body of a claim (schema/statements/claim-authorship.json), to be confirmed or corrected by the claimant: what they state otherwise they tell in `corrections`. Null where the file tells nothing',
  })
  record!: GenerationRecord | null;

  @Field(() => CredentialsObject, { nullable: true, description: 'Null where the file has none' })
  credentials!: Credentials | null;

  @Field(() => LayeredFileObject, { nullable: true, description: 'Null for a plain picture' })
  layered!: LayeredFile | null;

  @Field(() => MergedPictureObject, {
    nullable: true,
    description:
      "Of a layered file; null where it has none that can be read, and for a plain picture, whose fingerprints are its file's",
  })
  merged!: MergedPictureObject | null;

  @Field(() => SizeOutcomeEnum)
  size!: SizeOutcome;

  @Field(() => FileEvidenceObject)
  evidence!: FileAccount['evidence'];
}

@InputType({
  description:
    'The picture or layered file that is asked about: an upload, or the CID of a stored file. One of the two',
})
class InspectionInput {
  @Field(() => ID, { nullable: true, description: 'An upload that has arrived' })
  upload?: string | null;

  @Field(() => String, { nullable: true, description: 'CIDv1 of a stored file' })
  file?: string | null;
}

@Resolver(() => InspectionObject)
export class InspectionFields {
  @FieldResolver(() => [WorkObject], {
    description:
      'Works that are claimed with the same seed and public prompt; at most ten, the earliest first',
  })
  sameGeneration(
    @Root() { sameGeneration }: Inspection,
    @Ctx() { loaders }: Context,
  ): Promise<(Work | Error | null)[]> {
    return loaders.work.loadMany([...sameGeneration]);
  }
}

@Resolver()
export class InspectionQueries {
  @Query(() => InspectionObject, {
    description:
      "Reads what a picture's file says of how it was made: texts of PNG, EXIF, XMP and IPTC, content credentials, and what hides in the lowest bits of pixels; of a PSD, PSB, KRA or ORA its layers, history and times, and texts of its XMP or its merged picture. A part that cannot be read is a finding. Refuses OUT_OF_SCHEMA, UPLOAD_UNKNOWN, UPLOAD_EMPTY, FILE_MISSING, NOT_AN_IMAGE, IMAGE_DAMAGED, IMAGE_TOO_LARGE, IMAGE_TOO_SLOW, TOO_BUSY.",
  })
  async inspection(
    @Arg('input', () => InspectionInput) input: InspectionInput,
    @Ctx() context: Context,
  ): Promise<InspectionObject> {
    const file = await askedFile(context, input);
    const { merged, ...found } = await inspectFile(context.house, file);
    return { file, ...found, merged: merged && mergedPictureOf(merged) };
  }
}
