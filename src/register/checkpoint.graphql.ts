import { Arg, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Count, Instant } from '../api/scalars.js';
import { verifierKey } from '../lib/signed-note.js';
import { AnchorObject } from './anchor.graphql.js';
import type { Anchor } from './anchor.js';
import { findCheckpoint } from './find-checkpoint.js';
import type { Checkpoint } from './checkpoint-store.js';

@ObjectType('Checkpoint', {
  description: "A signed head of the register's log (c2sp.org/tlog-checkpoint)",
  simpleResolvers: true,
})
export class CheckpointObject {
  @Field(() => Count, { description: 'Number of entries it covers' })
  size!: bigint;

  @Field(() => String, { description: 'RFC 6962 root, in hex' })
  root!: string;

  @Field(() => Instant)
  signedAt!: Date;
}

@ObjectType('Halt', {
  description: 'That the register answers questions only: nothing is recorded, signed or anchored',
  simpleResolvers: true,
})
export class HaltObject {
  @Field(() => String, { description: 'Why, in words' })
  reason!: string;

  @Field(() => String, { description: 'What whoever runs the register can do about it' })
  wayOut!: string;

  @Field(() => Instant, { description: 'When this server noticed' })
  since!: Date;
}

@ObjectType('Log', { description: 'The log that this register is', simpleResolvers: true })
export class LogObject {
  @Field(() => String, { description: 'Its origin: statements for it name it' })
  origin!: string;

  @Field(() => String, {
    description: 'The key that signs its checkpoints, as name+id+base64 (c2sp.org/signed-note)',
  })
  verifierKey!: string;

  @Field(() => HaltObject, {
    nullable: true,
    description:
      'Why statements are refused with REGISTER_HALTED: the log has signed more than this server has, or something else, or what is here was altered. Null while all is well',
  })
  halted!: HaltObject | null;
}

export const logNode = ({ origin, log, halted }: Context['house']): LogObject => ({
  origin,
  verifierKey: verifierKey(log),
  halted: halted(),
});

@Resolver(() => CheckpointObject)
export class CheckpointFields {
  @Query(() => CheckpointObject, {
    nullable: true,
    description: 'The newest checkpoint, or the one of a size; null when there is none',
  })
  checkpoint(
    @Arg('size', () => Count, { nullable: true }) size: number | null,
    @Ctx() { house }: Context,
  ): Promise<Checkpoint | null> {
    return findCheckpoint(house, size);
  }

  @Query(() => LogObject, { description: 'The log that this register is' })
  log(@Ctx() { house }: Context): LogObject {
    return logNode(house);
  }

  @FieldResolver(() => AnchorObject, {
    nullable: true,
    description: 'The first anchor that covers the whole checkpoint; null until one is signed',
  })
  anchor(@Root() { size }: Checkpoint, @Ctx() { loaders }: Context): Promise<Anchor | null> {
    return loaders.anchor.load(size - 1n);
  }
}
