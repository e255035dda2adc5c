import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../api/enum-of.js';
import { JsonObject } from '../api/scalars.js';
import type { CredentialAction, CredentialManifest, Credentials } from './credentials.js';

const IntegrityEnum = enumOf(['intact', 'broken', 'elsewhere', 'unreadable'] as const);
registerEnumType(IntegrityEnum, {
  name: 'CredentialIntegrity',
  description: 'Whether signature and hashes of content credentials hold',
  valuesConfig: {
    INTACT: { description: 'They hold, of the file as it is' },
    BROKEN: { description: 'They do not: the file or they were changed after signing' },
    UNREADABLE: { description: 'They are there and cannot be read, or are in a file larger than is read' },
    ELSEWHERE: { description: 'The file points to credentials at another place, which are never fetched' },
  },
});

const SignerTrustEnum = enumOf(['trusted', 'untrusted', 'expired', 'revoked'] as const);
registerEnumType(SignerTrustEnum, {
  name: 'SignerTrust',
  description: "Whether a signer's certificate is on a trust list of this server. Untrusted is not invalid",
});

const TimeTrustEnum = enumOf(['trusted', 'untrusted'] as const);
registerEnumType(TimeTrustEnum, {
  name: 'TimeTrust',
  description: 'Whether a trust list knows who made a timestamp',
});

@ObjectType('CredentialAction', {
  description: 'What was done, as the signer says (C2PA 2.2 §18.15)',
  simpleResolvers: true,
})
class CredentialActionObject implements CredentialAction {
  @Field(() => String, { description: 'Such as "c2pa.created"' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Such as "trainedAlgorithmicMedia" (IPTC)' })
  digitalSourceType!: string | null;

  @Field(() => String, { nullable: true })
  softwareAgent!: string | null;

  @Field(() => String, { nullable: true })
  when!: string | null;

  @Field(() => String, { nullable: true, description: "In the signer's words" })
  description!: string | null;
}

@ObjectType('CredentialIngredient', {
  description: 'What went in, as the signer says',
  simpleResolvers: true,
})
class CredentialIngredientObject {
  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'Such as "parentOf"' })
  relationship!: string | null;
}

@ObjectType('CredentialManifest', {
  description: 'What one signer said of the file, and signed (C2PA 2.2 §11)',
  simpleResolvers: true,
})
class CredentialManifestObject {
  @Field(() => String)
  label!: string;

  @Field(() => String, { nullable: true, description: 'What wrote it' })
  generator!: string | null;

  @Field(() => String, { nullable: true })
  issuer!: string | null;

  @Field(() => String, { nullable: true })
  commonName!: string | null;

  @Field(() => String, { nullable: true })
  algorithm!: string | null;

  @Field(() => String, { nullable: true, description: 'When it was signed, by a timestamp' })
  time!: string | null;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => [CredentialActionObject])
  actions!: CredentialManifest['actions'];

  @Field(() => [CredentialIngredientObject])
  ingredients!: CredentialManifest['ingredients'];

  @Field(() => [String], { description: 'Labels of all assertions' })
  assertions!: readonly string[];

  @Field(() => JsonObject, {
    nullable: true,
    description:
      "The claim's record of how it was made, where a register like this one put it in (org.raisonne.record): {work, claim, url, signatories, generations, acts}, the last two as in schema/statements/claim-authorship.json. As true as whoever signed",
  })
  record!: CredentialManifest['record'];
}

@ObjectType('CredentialTime', {
  description: 'When credentials were signed, as an authority for time says',
  simpleResolvers: true,
})
class CredentialTimeObject {
  @Field(() => String)
  at!: string;

  @Field(() => TimeTrustEnum)
  trust!: 'trusted' | 'untrusted';
}

@ObjectType('ContentCredentials', {
  description:
    'Content credentials (C2PA) of a file. Whether they hold, who signed and when are three matters',
  simpleResolvers: true,
})
export class CredentialsObject {
  @Field(() => IntegrityEnum)
  integrity!: Credentials['integrity'];

  @Field(() => SignerTrustEnum, { nullable: true, description: 'Null where they are elsewhere' })
  signerTrust!: Credentials['signerTrust'];

  @Field(() => CredentialTimeObject, { nullable: true, description: 'Of the timestamp; null without one' })
  time!: Credentials['time'];

  @Field(() => [CredentialManifestObject], { description: 'The active one first' })
  manifests!: Credentials['manifests'];

  @Field(() => [String], { description: 'Codes of what failed (C2PA 2.2 §15.2)' })
  failures!: readonly string[];

  @Field(() => [String], { description: 'The same of what went in' })
  ingredientFailures!: readonly string[];
}
