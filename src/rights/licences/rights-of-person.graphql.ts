import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf, readPage, type Connection } from '../../api/connection.js';
import type { Context } from '../../api/context.js';
import { PageArguments } from '../../api/page.graphql.js';
import { addressOf, PersonObject } from '../../people/person.graphql.js';
import { listRightTransfers } from './list-right-transfers.js';
import { RightTransferConnection } from './right-transfer.graphql.js';
import type { RightTransfer } from './right-transfer.js';

@Resolver(() => PersonObject)
export class RightsOfPerson {
  @FieldResolver(() => RightTransferConnection, {
    description:
      'Transfers of rights that the person gave or received, by any of their keys, the earliest first; `passedOn` tells of title',
  })
  async rightTransfers(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<RightTransfer>> {
    const page = readPage(`rights of ${person.id}`, args);
    const keys = await loaders.keys.load(addressOf(person));
    return connectionOf(
      page,
      await listRightTransfers(house, { page, keys }),
      ({ statementIndex }) => statementIndex,
    );
  }
}
