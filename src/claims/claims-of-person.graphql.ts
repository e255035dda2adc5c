import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { PageArguments } from '../api/page.graphql.js';
import { addressOf, PersonObject } from '../people/person.graphql.js';
import { ClaimConnection } from './claim.graphql.js';
import type { Claim } from './claim.js';
import { listClaims } from './list-claims.js';

@Resolver(() => PersonObject)
export class ClaimsOfPerson {
  @FieldResolver(() => ClaimConnection, {
    description:
      'Claims that name the person among their claimants, by any of their keys, signed or not, the earliest first',
  })
  async claims(
    @Root() person: PersonObject,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { house, loaders }: Context,
  ): Promise<Connection<Claim>> {
    const page = readPage(`claims of ${person.id}`, args);
    return connectionOf(
      page,
      await listClaims(house, { page, keys: await loaders.keys.load(addressOf(person)) }),
      (claim) => claim.statementIndex,
    );
  }
}
