import { Arg, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Node } from '../api/node.graphql.js';
import { idOf, isPersonId, parseId } from '../lib/ids.js';

@ObjectType('Person', {
  implements: Node,
  description:
    'Whoever holds a key. Several keys are one person where one was rotated to another. Who that is in the world, the register does not know',
})
export class PersonObject extends Node {}

/** The person of an address. */
export const personOf = (address: string): PersonObject => ({ id: idOf('person', address) });

export const addressOf = ({ id }: PersonObject): string => parseId(id)?.name ?? '';

@Resolver(() => PersonObject)
export class PersonFields {
  @Query(() => PersonObject, {
    nullable: true,
    description:
      'A person by the id: "person:" and the address of a key in lower case; null for any other text',
  })
  person(@Arg('id', () => ID) id: string): PersonObject | null {
    return isPersonId(id) ? { id } : null;
  }

  @FieldResolver(() => String, {
    description: 'Ethereum address of the key by which the person was asked for, in lower case',
  })
  address(@Root() person: PersonObject): string {
    return addressOf(person);
  }
}
