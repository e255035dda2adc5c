import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { PageArguments } from '../api/page.graphql.js';
import { addressOf, PersonObject } from '../people/person.graphql.js';
import { WorkConnection } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { listOwned } from './list-owned.js';
import { listPassedOn } from './list-passed-on.js';

@Resolver(() => PersonObject)
export class WorksOwned {
  @FieldResolver(() => WorkConnection, {
    description:
      'Works of which the person owns a share now, the earliest registered first; the shares are in `owners`',
  })
  async owned(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Work>> {
    const page = readPage(`owned by ${person.id}`, args);
    const owner = (await loaders.keys.load(addressOf(person))).at(-1) ?? addressOf(person);
    return connectionOf(page, await listOwned(house, { page, owner }), (work) => work.statementIndex);
  }

  @FieldResolver(() => WorkConnection, {
    description:
      'Works of which the person gave or received a share by a transfer, by any of their keys, the earliest registered first; the transfers are in `history`. That title began with them, or went on to a new key of theirs, is no transfer',
  })
  async passedOn(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Work>> {
    const page = readPage(`passed on by ${person.id}`, args);
    const keys = await loaders.keys.load(addressOf(person));
    return connectionOf(page, await listPassedOn(house, { page, keys }), (work) => work.statementIndex);
  }
}
