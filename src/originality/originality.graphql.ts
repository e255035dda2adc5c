import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { askedFile } from '../api/asked-file.js';
import type { Context } from '../api/context.js';
import { Refusal } from '../lib/refusal.js';
import { isPersonId, parseId } from '../lib/ids.js';
import { OriginalityReportObject } from './originality-report.graphql.js';
import { reportOriginality } from './report-originality.js';
import type { SearchStage } from './search-originality.js';

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
      'For whom it is asked, a person, which is taken at its word: `isOwn` then tells which works they registered themselves, by any of their keys',
  })
  person?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Any name of the caller's choice, 8 to 64 letters and digits, by which `searchProgress` follows this search meanwhile",
  })
  follow?: string | null;
}

const StageEnum = { EXAMINING: 'examining', SHORTLISTING: 'shortlisting', COMPARING: 'comparing' } as const;
registerEnumType(StageEnum, {
  name: 'SearchStage',
  description: 'What a search is doing',
  valuesConfig: {
    EXAMINING: { description: 'Looking at the picture that is asked about' },
    SHORTLISTING: {
      description:
        'Choosing registered pictures to compare; after a start of the server that waits for the index',
    },
    COMPARING: { description: 'Comparing them' },
  },
});

@ObjectType('SearchProgress', { description: 'Where a search is', simpleResolvers: true })
class SearchProgressObject {
  @Field(() => StageEnum)
  stage!: SearchStage['stage'];

  @Field(() => Int, {
    nullable: true,
    description: 'How many pictures are or were compared so far; null before it is known',
  })
  candidates!: number | null;

  @Field(() => Int, { description: 'How many registered pictures are in the index of visual words so far' })
  indexed!: number;
}

@Resolver()
export class OriginalityQueries {
  @Query(() => OriginalityReportObject, {
    description:
      'Looks for registered works that a picture copies, wherever it hides: by equal bytes, by PDQ within distance 31 in eight orientations and within plain borders, and by local features, upright and mirrored. Each match is checked by the other ways. The register stays as it is. Refuses OUT_OF_SCHEMA, UPLOAD_UNKNOWN, UPLOAD_EMPTY, FILE_MISSING, NOT_AN_IMAGE, IMAGE_DAMAGED, IMAGE_TOO_LARGE, IMAGE_TOO_SLOW, TOO_BUSY, BAD_FOLLOW.',
  })
  async originality(
    @Arg('input', () => OriginalityInput) input: OriginalityInput,
    @Ctx() context: Context,
  ): Promise<OriginalityReportObject> {
    const { house } = context;
    const key = readPerson(input.person);
    const file = await askedFile(context, input);
    const report = await house.searches.run(readFollow(input.follow), (onProgress) =>
      reportOriginality({ ...house, isHalted: () => house.halted() !== null }, { file, key, onProgress }),
    );
    const { fingerprints, version, model, features, registerSize, checkpoint, pictures, searched } = report;
    const { trimmed, imageCode } = fingerprints;
    return {
      ...report,
      fingerprints: {
        version,
        imageCode,
        features,
        model,
        trimmed: trimmed && { box: trimmed.box, hash: trimmed.pdq.hash, quality: trimmed.pdq.quality },
      },
      register: { size: registerSize, checkpoint, pictures, searched },
    };
  }

  @Query(() => SearchProgressObject, {
    nullable: true,
    description:
      'Where a search is that was given a name to follow it by; null when it has ended, or is not under way at this server',
  })
  searchProgress(
    @Arg('follow', () => ID) follow: string,
    @Ctx() { house }: Context,
  ): SearchProgressObject | null {
    const at = house.searches.stageOf(follow);
    return (
      at && {
        stage: at.stage,
        candidates: at.stage === 'comparing' ? at.candidates : null,
        indexed: house.looks.size(),
      }
    );
  }
}

/** Address of the key by which the person is named. */
function readPerson(person: string | null | undefined): string | null {
  if (person == null) return null;
  if (!isPersonId(person))
    throw new Refusal('OUT_OF_SCHEMA', 'A person is named by "person:" and an address in lower case.');
  return parseId(person)?.name ?? null;
}

function readFollow(follow: string | null | undefined): string | null {
  if (follow == null) return null;
  if (!/^[A-Za-z0-9]{8,64}$/.test(follow))
    throw new Refusal('BAD_FOLLOW', 'A search is followed by a name of 8 to 64 letters and digits.');
  return follow;
}
