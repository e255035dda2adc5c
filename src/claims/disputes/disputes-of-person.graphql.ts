import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf, readPage, type Connection } from '../../api/connection.js';
import type { Context } from '../../api/context.js';
import { PageArguments } from '../../api/page.graphql.js';
import { addressOf, PersonObject } from '../../people/person.graphql.js';
import { DisputeConnection } from './dispute.graphql.js';
import type { Dispute } from './dispute.js';
import { listDisputes } from './list-disputes.js';

@Resolver(() => PersonObject)
export class DisputesOfPerson {
  @FieldResolver(() => DisputeConnection, {
    description:
      'Disputes that the person raised, by any of their keys, the earliest first; those against them are with their `claims`',
  })
  async disputesRaised(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Dispute>> {
    const page = readPage(`disputes of ${person.id}`, args);
    const keys = await loaders.keys.load(addressOf(person));
    return connectionOf(
      page,
      await listDisputes(house, { page, keys }),
      ({ statementIndex }) => statementIndex,
    );
  }
}
