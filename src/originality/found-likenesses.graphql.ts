import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { WorkDerivationsObject } from './derivation.graphql.js';
import { MOST_LIKENESSES } from './derivation.js';
import type { WorkLikeness } from './likeness-store.js';
import { MatchObject } from './match.graphql.js';

@ObjectType('FoundLikeness', {
  description:
    'That two registered works look alike, found by comparing their pictures. Nobody declared it, and nothing follows from it',
  simpleResolvers: true,
})
export class FoundLikenessObject {
  @Field(() => MatchObject, {
    description: "How the later work's picture, as the asked one, stands to the earlier work's",
  })
  match!: object;
}

@Resolver(() => FoundLikenessObject)
export class FoundLikenessFields {
  @FieldResolver(() => WorkObject, { description: 'The work that was registered later' })
  later(@Root() { laterWork }: WorkLikeness, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(laterWork);
  }

  @FieldResolver(() => WorkObject, { description: 'The work that was registered before it' })
  earlier(@Root() { earlierWork }: WorkLikeness, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(earlierWork);
  }
}

@ObjectType('FoundDerivations', {
  description:
    'Likenesses between registered pictures, found by the register itself soon after a registration; each list has at most 100, the earliest registered first',
  simpleResolvers: true,
})
class FoundDerivationsObject {
  @Field(() => [FoundLikenessObject], { description: 'Works registered before this one that it is like' })
  earlier!: readonly WorkLikeness[];

  @Field(() => [FoundLikenessObject], { description: 'Works registered after this one that are like it' })
  later!: readonly WorkLikeness[];

  @Field(() => Boolean, { description: 'One of the lists would be longer' })
  isTruncated!: boolean;
}

@Resolver(() => WorkDerivationsObject)
export class FoundDerivationsOfWork {
  @FieldResolver(() => FoundDerivationsObject, {
    description: 'What was found by comparing pictures, apart from what persons declared',
  })
  async found(
    @Root() { work }: WorkDerivationsObject,
    @Ctx() { loaders }: Context,
  ): Promise<FoundDerivationsObject> {
    const all = await loaders.likenesses.load(work);
    const earlier = all.filter(({ laterWork }) => laterWork === work);
    const later = all.filter(({ earlierWork }) => earlierWork === work);
    return {
      earlier: earlier.slice(0, MOST_LIKENESSES),
      later: later.slice(0, MOST_LIKENESSES),
      isTruncated: Math.max(earlier.length, later.length) > MOST_LIKENESSES,
    };
  }
}
