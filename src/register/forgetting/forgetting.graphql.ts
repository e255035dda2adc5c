import { Field, ObjectType } from 'type-graphql';
import { Instant } from '../../api/scalars.js';

@ObjectType('Forgetting', {
  description: "That a statement's words or a file's bytes were erased here on demand",
  simpleResolvers: true,
})
export class ForgettingObject {
  @Field(() => Instant)
  forgottenAt!: Date;

  @Field(() => String, {
    description:
      'The receipt as a signed note of the log (schema/forgetting-receipt.json): what was erased, what stays, and why',
  })
  receipt!: string;
}
