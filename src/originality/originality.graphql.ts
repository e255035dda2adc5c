import { Arg, Ctx, Field, Float, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Refusal } from '../lib/refusal.js';
import { parseId } from '../lib/ids.js';
import { FileObject } from '../works/file.graphql.js';
import type { StoredFile } from '../works/file.js';
import { arrivedFiles } from '../works/receive-upload.js';
import { findEarlierWorks } from './find-earlier-works.js';
import { MatchObject } from './match.graphql.js';
import type { OriginalityAnswer } from './match.js';

@InputType({
  description:
    'The picture that is asked about: an upload, or the CID of a file that is stored here. One of the two',
})
class OriginalityInput {
  @Field(() => ID, { nullable: true, description: 'An upload that has arrived' })
  upload?: string | null;

  @Field(() => String, { nullable: true, description: 'CIDv1 of a stored file' })
  file?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Who asks, a person: `isOwn` then tells which works they registered themselves, by any of their keys',
  })
  person?: string | null;
}

@ObjectType('OriginalityReport', {
  description:
    'Which registered works a picture looks like. No match means that none was found, not that there is none',
  simpleResolvers: true,
})
class OriginalityReportObject {
  @Field(() => FileObject, { description: 'The picture that was asked about' })
  file!: StoredFile;

  @Field(() => [MatchObject], { description: 'The earliest registered first; at most 100' })
  matches!: OriginalityAnswer['matches'];

  @Field(() => Float, {
    description: 'Share of the picture that earlier works cover: 1 or 0, since whole pictures are compared',
  })
  coverage!: number;

  @Field(() => Boolean, {
    description:
      'The picture has too little structure (PDQ quality below 50) to judge by its look: only its exact bytes were looked for',
  })
  tooPlain!: boolean;

  @Field(() => Boolean, { description: 'More works match than are given' })
  isTruncated!: boolean;
}

@Resolver()
export class OriginalityQueries {
  @Query(() => OriginalityReportObject, {
    description:
      'Looks for registered works with the same bytes, or within PDQ distance 31 in any of eight orientations. Changes nothing. Refuses UPLOAD_UNKNOWN, UPLOAD_EMPTY, FILE_MISSING, NOT_AN_IMAGE.',
  })
  async originality(
    @Arg('input', () => OriginalityInput) input: OriginalityInput,
    @Ctx() context: Context,
  ): Promise<OriginalityReportObject> {
    const key = input.person ? (parseId(input.person)?.name ?? '') : null;
    const file = await askedFile(context, input);
    if (!file.pdq)
      throw new Refusal('NOT_AN_IMAGE', `${file.cid} is ${file.mediaType}; only pictures are compared.`, {
        cid: file.cid,
      });
    return { file, ...(await findEarlierWorks(context.house.database.tables, [file], key)) };
  }
}

async function askedFile(
  { house, loaders }: Context,
  { upload, file }: OriginalityInput,
): Promise<StoredFile> {
  if (!upload === !file) throw new Refusal('OUT_OF_SCHEMA', 'Name either an upload or a file.');
  const [asked] = upload ? await arrivedFiles(house, [upload]) : [await loaders.file.load(file ?? '')];
  if (!asked) throw new Refusal('FILE_MISSING', `No file ${file} is stored here.`, { cid: file });
  return asked;
}
