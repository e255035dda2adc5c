import { Arg, Ctx, Field, ID, InterfaceType, ObjectType, Query, Resolver } from 'type-graphql';
import { isPersonId, parseId, type IdKind } from '../lib/ids.js';
import type { Context } from './context.js';

const TYPE_OF: Readonly<Record<Exclude<IdKind, 'transfer' | 'file' | 'event' | 'token'>, string>> = {
  work: 'Work',
  claim: 'Claim',
  statement: 'Statement',
  person: 'Person',
  derivation: 'Derivation',
  permission: 'DerivationPermission',
  making: 'Making',
  licence: 'Licence',
  right: 'RightTransfer',
  dispute: 'Dispute',
};

@InterfaceType({
  description: 'An object with an id that is its own among all objects (Relay, Object Identification)',
  resolveType: ({ id }: { id: string }) => TYPE_OF[(parseId(id)?.kind ?? 'work') as keyof typeof TYPE_OF], // only these are nodes
})
export abstract class Node {
  @Field(() => ID, { description: 'The kind and the name of the object, such as work:bafkrei…' })
  id!: string;
}

@ObjectType({ description: 'Where a page stands in its list (Relay, Cursor Connections)' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Always false: lists are read forward only' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Give it as `after` to get the next page' })
  endCursor!: string | null;
}

@Resolver()
export class NodeQueries {
  @Query(() => Node, { nullable: true, description: 'Any object by its id; null when there is none' })
  async node(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Node | null> {
    const parts = parseId(id);
    switch (parts?.kind) {
      case 'work':
        return loaders.work.load(id);
      case 'claim':
        return loaders.claim.load(id);
      case 'statement': {
        const statement = await loaders.statement.load(parts.name);
        return statement && { ...statement, id };
      }
      case 'derivation':
        return loaders.derivation.load(id);
      case 'permission':
        return loaders.permission.load(id);
      case 'licence':
        return loaders.licence.load(id);
      case 'right':
        return loaders.rightTransfer.load(id);
      case 'dispute':
        return loaders.dispute.load(id);
      case 'making':
        return loaders.making.load(id);
      case 'person':
        return isPersonId(id) ? { id } : null;
      default:
        return null;
    }
  }
}
