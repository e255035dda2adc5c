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
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { isCertain, type EarlierMatch, type Overlap } from './match.js';

export const RelationEnum = {
  EXACT_BYTES: 'exact-bytes',
  NEAR_DUPLICATE: 'near-duplicate',
  MIRRORED_OR_ROTATED: 'mirrored-or-rotated',
  CROP: 'crop',
  EMBEDDED_IN: 'embedded-in',
  DERIVATIVE: 'derivative',
  LOOK_ALIKE: 'look-alike',
} as const;
registerEnumType(RelationEnum, {
  name: 'Relation',
  description: 'How a picture stands to a registered work',
  valuesConfig: {
    EXACT_BYTES: { description: 'The very same file' },
    NEAR_DUPLICATE: { description: 'The two cover each other, but for margins of 15 %' },
    MIRRORED_OR_ROTATED: { description: 'The same, when turned or mirrored' },
    CROP: { description: 'The asked picture is a part of the registered one' },
    EMBEDDED_IN: { description: 'The registered picture, whole, is a part of the asked one' },
    DERIVATIVE: { description: 'The two share a part, and each has more besides' },
    LOOK_ALIKE: {
      description: 'Only the model of whoever keeps the register calls the two alike: it does not say where',
    },
  },
});

const MethodEnum = {
  SHA_256: 'sha-256',
  PDQ: 'pdq',
  LOCAL_FEATURES: 'local-features',
  DENSE_CORRELATION: 'dense-correlation',
  EMBEDDING: 'embedding',
} as const;
registerEnumType(MethodEnum, {
  name: 'MatchMethod',
  description: 'By which independent way a match was found',
  valuesConfig: {
    SHA_256: { description: 'Equal bytes' },
    PDQ: {
      description:
        'PDQ distance of at most 31 of 256 bits, in one of eight orientations, of the whole or within a plain border',
    },
    LOCAL_FEATURES: { description: 'Local features that agree on one affine map, more than chance explains' },
    DENSE_CORRELATION: {
      description: 'Fine structure that correlates by at least 0.4 where the map lays one on the other',
    },
    EMBEDDING: {
      description:
        'A model of whoever keeps the register gives the two a cosine similarity that it calls alike. It makes no match certain, for how often it errs is not known',
    },
  },
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

@ObjectType('PicturePoint', {
  description: 'A place in a picture, in pixels as stored from its upper left corner',
  simpleResolvers: true,
})
class PicturePointObject {
  @Field(() => Float)
  x!: number;

  @Field(() => Float)
  y!: number;
}

@ObjectType('Overlap', {
  description: 'Where the asked picture and a registered one show the same',
  simpleResolvers: true,
})
export class OverlapObject {
  @Field(() => [Float], {
    description:
      "The affine map a, b, c, d, e, f from the asked picture's pixels to the registered one's: x' = ax + by + c, y' = dx + ey + f. It mirrors where ae - bd is negative",
  })
  matrix!: Overlap['matrix'];

  @Field(() => [PicturePointObject], {
    description: 'Corners of the convex region in the asked picture; none where no region was found',
  })
  askedRegion!: Overlap['askedRegion'];

  @Field(() => [PicturePointObject], { description: 'The same region in the registered picture' })
  workRegion!: Overlap['workRegion'];

  @Field(() => Float, { description: "The region's share of the asked picture's area, 0 to 1" })
  askedShare!: number;

  @Field(() => Float, { description: "The region's share of the registered picture's area, 0 to 1" })
  workShare!: number;

  @Field(() => Int, { description: 'Pairs of local features that look alike' })
  pairs!: number;

  @Field(() => Int, { description: 'Those of them that agree on the matrix: inliers' })
  inliers!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Dense check: mean zero-mean normalised cross-correlation of high-passed grey values over windows of the overlap, -1 to 1. Null where too little of it has structure',
  })
  denseScore!: number | null;
}

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
      'Hamming distance of the nearest two PDQ hashes, 0 to 256: of the whole pictures or within their borders, in eight orientations. At most 31 calls the two alike. Null where one of the pictures is too plain for PDQ',
  })
  pdqDistance!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Cosine similarity of the two by the model of whoever keeps the register, -1 to 1. Null where there is no model, or it gives nothing for one of them, and at a registration',
  })
  embeddingSimilarity!: number | null;

  @Field(() => OverlapObject, {
    nullable: true,
    description:
      "Null where nothing says where they do: of a LOOK_ALIKE, at a registration, or while the registered picture's other fingerprints are not taken yet",
  })
  overlap!: Overlap | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How many false matches at least as strong a question is to be expected to raise, at most, among as many pictures as are registered now: by a model of chance in unrelated pictures, and never told to be less than 1e-12 of a pair. 0 for equal bytes. Null for what a model alone calls alike, and at a registration, where pictures are not counted',
  })
  falseAlarms!: number | null;

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

  @FieldResolver(() => Boolean, {
    description:
      'Whether at least two independent methods agree, of which equal bytes need no second; EMBEDDING does not count',
  })
  isCertain(@Root() match: EarlierMatch): boolean {
    return isCertain(match);
  }
}
