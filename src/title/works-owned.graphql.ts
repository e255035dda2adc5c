import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { PageArguments } from '../api/page.graphql.js';
import { addressOf, PersonObject } from '../people/person.graphql.js';
import { WorkConnection } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { listHoldings } from './list-holdings.js';

@Resolver(() => PersonObject)
export class WorksOwned {
  @FieldResolver(() => WorkConnection, {
    description:
      'Works of which the person owns a share now, in the order of acquisition; the shares are in `owners`',
  })
  async owned(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Promise<Work | null>>> {
    const page = readPage(`owned by ${person.id}`, args);
    const holdings = await listHoldings(house, { page, owner: addressOf(person) });
    const { edges, pageInfo } = connectionOf(page, holdings, (holding) => holding.fromIndex);
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }) => ({ cursor, node: loaders.work.load(node.work) })),
    };
  }
}
