import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root, registerEnumType } from 'type-graphql';
import type { Context } from '../api/context.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import type { EarlierMatch } from './match.js';

export const RelationEnum = {
  EXACT_BYTES: 'exact-bytes',
  NEAR_DUPLICATE: 'near-duplicate',
  MIRRORED_OR_ROTATED: 'mirrored-or-rotated',
} as const;
registerEnumType(RelationEnum, {
  name: 'Relation',
  description: 'How a picture stands to a registered work',
  valuesConfig: {
    EXACT_BYTES: { description: 'The very same file' },
    NEAR_DUPLICATE: { description: 'PDQ distance of at most 31 of 256 bits' },
    MIRRORED_OR_ROTATED: { description: 'The same, when turned or mirrored' },
  },
});

const MethodEnum = { SHA_256: 'sha-256', PDQ: 'pdq' } as const;
registerEnumType(MethodEnum, {
  name: 'MatchMethod',
  description: 'By which independent way a match was found',
});

const OrientationEnum = {
  ORIGINAL: 'original',
  ROTATE_90: 'rotate90',
  ROTATE_180: 'rotate180',
  ROTATE_270: 'rotate270',
  FLIP_X: 'flipX',
  FLIP_Y: 'flipY',
  TRANSPOSE: 'transpose',
  ANTI_TRANSPOSE: 'antiTranspose',
} as const;
registerEnumType(OrientationEnum, {
  name: 'Orientation',
  description: "How the asked picture is turned to look like the work: PDQ's eight orientations",
});

@ObjectType('Match', {
  description: 'A registered work that a picture looks like. A match by itself changes nothing',
  simpleResolvers: true,
})
export class MatchObject {
  @Field(() => RelationEnum)
  relation!: (typeof RelationEnum)[keyof typeof RelationEnum];

  @Field(() => [MethodEnum], {
    description: 'All ways that found it: a match found in one way only is not certain',
  })
  methods!: readonly (typeof MethodEnum)[keyof typeof MethodEnum][];

  @Field(() => Int, {
    nullable: true,
    description:
      'Hamming distance of the PDQ fingerprints, 0 to 256; null when the picture is too plain for PDQ',
  })
  pdqDistance!: number | null;

  @Field(() => OrientationEnum)
  orientation!: (typeof OrientationEnum)[keyof typeof OrientationEnum];

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether whoever asks registered the work, by their present key or an earlier one: then it is their own, and nobody's copy. Null where the question does not say who asks",
  })
  isOwn!: boolean | null;

  @Field(() => String, { description: "CID of the work's file that matched" })
  file!: string;
}

@Resolver(() => MatchObject)
export class MatchFields {
  @FieldResolver(() => WorkObject)
  async work(@Root() { work }: EarlierMatch, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }
}
