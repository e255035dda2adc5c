import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { type Licence } from './licence.js';
import { type RightTransfer } from './right-transfer.js';
import { LicenceObject } from './licence.graphql.js';
import { RightTransferObject } from './right-transfer.graphql.js';

@Resolver(() => WorkObject)
export class RightsOfWork {
  @FieldResolver(() => [LicenceObject], {
    description: 'Terms on which it may be used, the earliest first; those that are over or withdrawn too',
  })
  licences(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<Licence[]> {
    return loaders.licences.load(id);
  }

  @FieldResolver(() => [RightTransferObject], {
    description: 'Transfers of rights in it, the earliest first',
  })
  rightTransfers(@Root() { id }: Work, @Ctx() { loaders }: Context): Promise<RightTransfer[]> {
    return loaders.rightTransfers.load(id);
  }
}
