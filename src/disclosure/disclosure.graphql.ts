import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { Instant, JsonObject } from '../api/scalars.js';
import { canonicalJson } from '../lib/canonical-json.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { keepDisclosure } from './disclose-openings.js';
import { eraseDisclosure } from './erase-openings.js';
import { findErasures } from './find-erasures.js';
import type { Erasure, KeptOpening } from './opening-store.js';
import { findDisclosed } from './read-disclosed.js';

@InputType({
  description:
    'A signed request: in the form of a statement, by a schema in schema/requests, and recorded nowhere',
})
export class SignedRequestInput {
  @Field(() => JsonObject, { description: 'The request, exactly as it was signed' })
  statement!: Record<string, unknown>;

  @Field(() => String, { description: "The signer's EIP-712 signature in hex, as of a statement" })
  signature!: string;
}

@ObjectType('DisclosedOpening', {
  description: 'What opens a commitment: salt and content, which anybody who has them can check against it',
  simpleResolvers: true,
})
class DisclosedOpeningObject {
  @Field(() => String, {
    description: 'SHA-256("raisonne/commitment/v1\\0" ‖ salt ‖ JCS(content)) in hex',
  })
  commitment!: string;

  @Field(() => String, {
    description:
      'Of what it is: a JSON Pointer (RFC 6901) into the body, of a withheld field as the claim names it',
  })
  path!: string;

  @Field(() => String, { description: '32 bytes in hex' })
  salt!: string;
}

@ObjectType('Erasure', {
  description: 'That what opens commitments was erased here, at the wish of whoever made them',
  simpleResolvers: true,
})
class ErasureObject {
  @Field(() => [String], { description: 'In hex' })
  commitments!: readonly string[];

  @Field(() => String, {
    description:
      'The receipt as a signed note of the log (schema/erasure-receipt.json): what was erased, what stays, and why',
  })
  receipt!: string;

  @Field(() => Instant)
  erasedAt!: Date;
}

@ObjectType({ description: 'What is kept for its readers', simpleResolvers: true })
class DiscloseOpeningsResult {
  @Field(() => [String], {
    description: 'Commitments that are kept, in hex; those that the signer did not make there are left out',
  })
  commitments!: readonly string[];

  @Field(() => [PersonObject], { description: 'Who is told, besides the owner' })
  readers!: readonly PersonObject[];
}

@Resolver(() => DisclosedOpeningObject)
export class DisclosedOpeningFields {
  @FieldResolver(() => String, { description: 'What was committed to, as canonical JSON (RFC 8785)' })
  content(@Root() { content }: KeptOpening): string {
    return canonicalJson(content);
  }

  @FieldResolver(() => PersonObject, { description: 'Who disclosed it' })
  owner(@Root() { owner }: KeptOpening): PersonObject {
    return personOf(owner);
  }

  @FieldResolver(() => Instant, { description: 'Since when it is kept here' })
  disclosedAt(@Root() { keptAt }: KeptOpening): Date {
    return keptAt;
  }
}

@Resolver()
export class DisclosureOperations {
  @Query(() => [DisclosedOpeningObject], {
    description:
      'What is disclosed to the signer of a request of the kind read-disclosed, and what they disclosed themselves: nobody else sees it. Refuses the codes of every signed request.',
  })
  disclosedOpenings(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<KeptOpening[]> {
    return findDisclosed(house, input);
  }

  @Mutation(() => DiscloseOpeningsResult, {
    description:
      'Keeps what opens private fields for those whom a request of the kind disclose-openings names. Refuses STATEMENT_UNKNOWN, NOT_ALLOWED, NOT_COMMITTED and the codes of every signed request.',
  })
  async discloseOpenings(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<DiscloseOpeningsResult> {
    const { openings, to } = await keepDisclosure(house, input);
    return { commitments: openings.map(({ commitment }) => commitment), readers: to.map(personOf) };
  }

  @Mutation(() => ErasureObject, {
    description:
      'Erases what opens private fields, at a request of the kind erase-openings, and gives a receipt. The register keeps the commitments, and every proof stays valid. Refuses STATEMENT_UNKNOWN, NOT_ALLOWED, NOT_COMMITTED, REGISTER_HALTED and the codes of every signed request.',
  })
  eraseOpenings(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<Erasure> {
    return eraseDisclosure(house, input);
  }
}

@Resolver(() => StatementObject)
export class ErasuresOfStatement {
  @FieldResolver(() => [ErasureObject], {
    description: 'Erasures of what opened private fields of it',
  })
  erasures(@Root() { cid, subject }: StoredStatement, @Ctx() { house }: Context): Promise<Erasure[]> {
    return findErasures(house.database.tables, { cid, subject });
  }
}
