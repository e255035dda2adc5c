import { Field, ObjectType, type ClassType } from 'type-graphql';
import type { Connection } from './connection.js';
import { PageInfo } from './node.graphql.js';

/** "DerivationPermission" as "derivation permission". */
const inWords = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

/** The connection and edge types for a type (Relay, Cursor Connections): `WorkConnection` and `WorkEdge`. */
export function connectionType<Item extends object>(
  name: string,
  itemType: () => ClassType<Item>,
): ClassType<Connection<Item>> {
  @ObjectType(`${name}Edge`, { description: `A ${inWords(name)} in a list`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Its place in the list' })
    cursor!: string;

    @Field(itemType)
    node!: Item;
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of a list of the type ${name}`,
    simpleResolvers: true,
  })
  class Page {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return Page;
}
