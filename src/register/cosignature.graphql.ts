import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Count, Instant } from '../api/scalars.js';
import { withSignatures } from './checkpoint.js';
import { CheckpointObject, LogObject } from './checkpoint.graphql.js';
import type { StoredCosignature } from './cosignature-store.js';
import { listWitnesses, type WitnessStanding } from './list-witnesses.js';
import { StatementObject } from './statement.graphql.js';
import type { StoredStatement } from './statement-store.js';
import type { Checkpoint } from './checkpoint-store.js';

@ObjectType('Cosignature', {
  description:
    'That a witness saw a checkpoint, consistent with all that it had seen before (c2sp.org/tlog-cosignature)',
  simpleResolvers: true,
})
export class CosignatureObject {
  @Field(() => String, {
    description: "The witness's key, as name+id+base64 (c2sp.org/signed-note, type 0x04)",
  })
  witness!: string;

  @Field(() => Count, { description: 'Number of entries that the checkpoint covers' })
  size!: bigint;

  @Field(() => Instant, { description: "To the second, by the witness's clock" })
  cosignedAt!: Date;

  @Field(() => String, { description: 'The signature line of the note, without its newline' })
  line!: string;
}

@ObjectType('Witness', {
  description: "Who is asked to cosign this log's checkpoints, and what came of it",
  simpleResolvers: true,
})
class WitnessObject {
  @Field(() => String, { description: 'Its key, as name+id+base64 (c2sp.org/signed-note, type 0x04)' })
  verifierKey!: string;

  @Field(() => CosignatureObject, {
    nullable: true,
    description: 'Its newest cosignature; null before the first',
  })
  newest!: StoredCosignature | null;

  @Field(() => Instant, { nullable: true, description: 'When it was asked last; null before the first time' })
  askedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it did not cosign when it was asked last, in words; null when it did. One that begins with "IT SAW" means that another log, or a larger one, was signed with this key.',
  })
  problem!: string | null;
}

@Resolver(() => CheckpointObject)
export class CheckpointCosignatures {
  @FieldResolver(() => [CosignatureObject], {
    description: "In the order of the witnesses' keys; they come within seconds",
  })
  cosignatures(@Root() { size }: Checkpoint, @Ctx() { loaders }: Context): Promise<StoredCosignature[]> {
    return loaders.cosignatures.load(size);
  }

  @FieldResolver(() => String, {
    description:
      "The signed note: origin, size and root in base64, the log's Ed25519 signature, and the cosignatures there are",
  })
  async note(@Root() { size, note }: Checkpoint, @Ctx() { loaders }: Context): Promise<string> {
    const cosignatures = await loaders.cosignatures.load(size);
    return withSignatures(
      note,
      cosignatures.map(({ line }) => line),
    );
  }
}

@Resolver(() => StatementObject)
export class StatementCosignatures {
  @FieldResolver(() => [CosignatureObject], {
    description: 'Of each witness the first cosignature over a checkpoint that covers it',
  })
  cosignatures(
    @Root() { index }: StoredStatement,
    @Ctx() { loaders }: Context,
  ): Promise<StoredCosignature[]> {
    return loaders.cosignaturesCovering.load(index);
  }
}

@Resolver(() => LogObject)
export class LogWitnesses {
  @FieldResolver(() => [WitnessObject], { description: 'The witnesses that are asked, and how they stand' })
  witnesses(@Ctx() { house }: Context): Promise<WitnessStanding[]> {
    return listWitnesses(house);
  }
}
