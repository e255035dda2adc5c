import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { PageArguments } from '../api/page.graphql.js';
import { addressOf, PersonObject } from '../people/person.graphql.js';
import { listWorks, listWorksNaming } from './list-works.js';
import { WorkConnection } from './work.graphql.js';
import type { Work } from './work.js';

@Resolver(() => PersonObject)
export class WorksOfPerson {
  @FieldResolver(() => WorkConnection, {
    description: 'Works that the person registered, by any of their keys, the newest first',
  })
  async works(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Work>> {
    const page = readPage(`works of ${person.id}`, args);
    return connectionOf(
      page,
      await listWorks(house, { page, registrants: await loaders.keys.load(addressOf(person)) }),
      (work) => work.statementIndex,
    );
  }
  @FieldResolver(() => WorkConnection, {
    description:
      'Works whose registration names the person as a maker, by any of their keys, the newest first. Whoever registers a work may name anybody',
  })
  async namedIn(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Work>> {
    const page = readPage(`works that name ${person.id}`, args);
    return connectionOf(
      page,
      await listWorksNaming(house, { page, keys: await loaders.keys.load(addressOf(person)) }),
      (work) => work.statementIndex,
    );
  }
}
