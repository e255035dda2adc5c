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
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { Instant, JsonObject } from '../api/scalars.js';
import { recordedId, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { addressSchema } from '../lib/ids.js';
import { readBody } from '../register/statement.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { acceptanceDocument } from './key-acceptance.js';
import type { KeyRotation } from './key-rotation.js';
import { nameRecoveryKeys } from './name-recovery-keys.js';
import { addressOf, personOf, PersonObject } from './person.graphql.js';
import { rotateKey } from './rotate-key.js';

const RotationReasonEnum = { LOST: 'lost', COMPROMISED: 'compromised', REPLACED: 'replaced' } as const;
registerEnumType(RotationReasonEnum, {
  name: 'RotationReason',
  description: 'Why a key was replaced, as the signer says',
  valuesConfig: {
    LOST: { description: 'Nobody can sign by it any more' },
    COMPROMISED: { description: 'Somebody else may be able to sign by it' },
    REPLACED: { description: 'As planned' },
  },
});

@ObjectType('KeyRotation', {
  description:
    "One key of a person took the place of the one before; what the old key signed stays its person's",
  simpleResolvers: true,
})
class KeyRotationObject {
  @Field(() => String, { description: 'Address of the key that was replaced' })
  fromKey!: string;

  @Field(() => String, { description: 'Address of the key that took its place' })
  toKey!: string;

  @Field(() => RotationReasonEnum)
  reason!: KeyRotation['reason'];

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Instant, { description: 'When the register took it' })
  rotatedAt!: Date;
}

@InputType({ description: 'A signed statement of the kind name-recovery-keys' })
class NameRecoveryKeysInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind rotate-key' })
class RotateKeyInput extends SignedStatementInput {}

@ObjectType({ description: 'The list is recorded', simpleResolvers: true })
class NameRecoveryKeysResult {
  @Field(() => PersonObject)
  person!: PersonObject;
}

@ObjectType({ description: 'The rotation is recorded', simpleResolvers: true })
class RotateKeyResult {
  @Field(() => PersonObject, { description: 'The person, by the new key' })
  person!: PersonObject;
}

@Resolver()
export class KeyOperations {
  @Query(() => JsonObject, {
    description:
      'The EIP-712 document that a new key signs (eth_signTypedData_v4) to take the place of another; its signature is the `acceptance` of rotate-key. Records nothing. Refuses OUT_OF_SCHEMA.',
  })
  keyAcceptance(
    @Arg('from', () => String, { description: 'Address of the key that is to be replaced, in lower case' })
    from: string,
    @Arg('to', () => String, { description: 'Address of the new key, in lower case' }) to: string,
    @Ctx() { house }: Context,
  ): object {
    const [old, next] = [from, to].map((key) => readBody(addressSchema, key, 'keyAcceptance'));
    return acceptanceDocument({ origin: house.origin, from: old ?? '', to: next ?? '' });
  }

  @Mutation(() => NameRecoveryKeysResult, {
    description:
      'Records which keys may rotate a key. Refuses NOT_ALLOWED, KEY_ROTATED and the codes of every statement.',
  })
  async nameRecoveryKeys(
    @Arg('input', () => NameRecoveryKeysInput) input: NameRecoveryKeysInput,
    @Ctx() context: Context,
  ): Promise<NameRecoveryKeysResult> {
    const { body } = await recordedId(context, nameRecoveryKeys, input);
    return { person: personOf(body.key) };
  }

  @Mutation(() => RotateKeyResult, {
    description:
      'Records that a key takes the place of another, for ever. Refuses NOT_ALLOWED, KEY_ROTATED, BAD_SUCCESSOR, WRONG_ACCEPTANCE, SHARE_TOO_FINE (both keys hold of one work) and the codes of every statement.',
  })
  async rotateKey(
    @Arg('input', () => RotateKeyInput) input: RotateKeyInput,
    @Ctx() context: Context,
  ): Promise<RotateKeyResult> {
    const { body } = await recordedId(context, rotateKey, input);
    return { person: personOf(body.to) };
  }
}

@Resolver(() => PersonObject)
export class KeysOfPerson {
  @FieldResolver(() => [String], {
    description: 'Addresses of all keys of the person, the first one first and the present one last',
  })
  keys(@Root() person: PersonObject, @Ctx() { loaders }: Context): Promise<readonly string[]> {
    return loaders.keys.load(addressOf(person));
  }

  @FieldResolver(() => String, {
    description: 'Address of the key by which the person signs now: `address`, unless that was rotated',
  })
  async presentKey(@Root() person: PersonObject, @Ctx() { loaders }: Context): Promise<string> {
    return (await loaders.keys.load(addressOf(person))).at(-1) ?? addressOf(person);
  }

  @FieldResolver(() => [String], {
    description: 'Addresses of the keys that may rotate the present key; empty where it named none',
  })
  async recoveryKeys(@Root() person: PersonObject, @Ctx() { loaders }: Context): Promise<readonly string[]> {
    return loaders.recoveryKeys.load((await loaders.keys.load(addressOf(person))).at(-1) ?? '');
  }

  @FieldResolver(() => [KeyRotationObject], {
    description: 'How one key followed on another, the earliest first',
  })
  rotations(@Root() person: PersonObject, @Ctx() { loaders }: Context): Promise<KeyRotation[]> {
    return loaders.rotations.load(addressOf(person));
  }
}

@Resolver(() => KeyRotationObject)
export class KeyRotationFields {
  @FieldResolver(() => PersonObject, { description: 'Who signed it: the old key, or a recovery key' })
  signer(@Root() { signer }: KeyRotation): PersonObject {
    return personOf(signer);
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that made it' })
  statement(
    @Root() { statement: cid }: KeyRotation,
    @Ctx() context: Context,
  ): Promise<StoredStatement | null> {
    return statementBy(context, cid);
  }
}
