import { Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import type { EventParty } from './event-parts.js';

@ObjectType('HistoryParty', {
  description: "Somebody in a work's history, as it is told of them: most have no key",
})
export class HistoryPartyObject {
  @Field(() => String, {
    nullable: true,
    description: 'As the sources name them; null for somebody with a key alone',
  })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'What is said of them, such as "the artist"' })
  clause!: string | null;

  @Field(() => String, { nullable: true, description: 'In EDTF' })
  birth!: string | null;

  @Field(() => String, { nullable: true, description: 'In EDTF' })
  death!: string | null;

  @Field(() => String, { nullable: true })
  place!: string | null;
}

@Resolver(() => HistoryPartyObject)
export class HistoryPartyFields {
  @FieldResolver(() => PersonObject, {
    nullable: true,
    description: 'Who they are in the register, where they have a key',
  })
  person(@Root() { person }: EventParty): PersonObject | null {
    return person === undefined ? null : personOf(person);
  }
}
