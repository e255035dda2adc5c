import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { ClaimObject } from '../claim.graphql.js';
import type { Claim } from '../claim.js';
import { isContesting, type Dispute } from './dispute.js';
import { contestOfWork } from './find-contest.js';
import { DisputeObject, standBy } from './dispute.graphql.js';

@Resolver(() => ClaimObject)
export class DisputesOfClaim {
  @FieldResolver(() => [DisputeObject], {
    description: 'Disputes of it, the earliest first, those that are over too; at most 1000',
  })
  async disputes(@Root() { id }: Claim, @Ctx() { loaders }: Context): Promise<Dispute[]> {
    return (await loaders.disputes.load(id)).slice(0, 1000);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether a dispute stands against it: open, answered, with an outcome that one side tells, or upheld',
  })
  async isContested(@Root() { id }: Claim, @Ctx() context: Context): Promise<boolean> {
    const disputes = await context.loaders.disputes.load(id);
    const stands = await Promise.all(disputes.map((dispute) => standBy(dispute, context)));
    return stands.some(isContesting);
  }
}

@Resolver(() => WorkObject)
export class ContestsOfWork {
  @FieldResolver(() => [DisputeObject], {
    description:
      'Disputes by which it is contested: of claims on it, or on works from which it derives by what those declare who speak for it (at most 200). Empty where none stands',
  })
  async contestedBy(@Root() { id }: Work, @Ctx() { house }: Context): Promise<Dispute[]> {
    return (await contestOfWork(house.database.tables, id)).map(({ dispute }) => dispute);
  }
}
