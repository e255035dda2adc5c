import { ArgsType, Field, Int } from 'type-graphql';

@ArgsType()
export class PageArguments {
  @Field(() => Int, { description: 'How many: 1 to 100' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'endCursor of the page before' })
  after?: string | null;
}
