import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { Count, Instant } from '../api/scalars.js';
import { verifierKey } from '../lib/signed-note.js';
import type { Anchor } from './anchor-store.js';
import { findCheckpoint } from './find-checkpoint.js';
import type { Checkpoint } from './tree-store.js';

const AnchorStateEnum = { SIGNED: 'signed', MINED: 'mined', FAILED: 'failed' } as const;
registerEnumType(AnchorStateEnum, {
  name: 'AnchorState',
  description: "How far a checkpoint's transaction has come",
  valuesConfig: {
    SIGNED: { description: 'Signed and stored; it may have been sent' },
    MINED: { description: 'A block holds it, and it succeeded' },
    FAILED: { description: 'A block holds it, and it was reverted: another is signed' },
  },
});

@ObjectType('Anchor', {
  description: 'A transaction that brings a checkpoint onto a chain',
  simpleResolvers: true,
})
export class AnchorObject {
  @Field(() => AnchorStateEnum)
  state!: (typeof AnchorStateEnum)[keyof typeof AnchorStateEnum];

  @Field(() => String, { description: 'EIP-155 chain id, in decimal' })
  chainId!: string;

  @Field(() => String, { description: 'Address of the checkpoint registry contract' })
  registry!: string;

  @Field(() => String, { description: "The log's id in the contract: 32 bytes in hex" })
  logId!: string;

  @Field(() => String, { description: 'keccak256 of the raw transaction' })
  hash!: string;

  @Field(() => Count, { description: 'Size of the tree that is anchored' })
  toSize!: bigint;

  @Field(() => String, { description: 'RFC 6962 root at that size, in hex' })
  root!: string;

  @Field(() => Instant, { nullable: true, description: 'Time of the block' })
  minedAt!: Date | null;

  @Field(() => Count, { nullable: true })
  blockNumber!: bigint | null;

  @Field(() => String, { nullable: true })
  blockHash!: string | null;
}

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

@ObjectType('Log', { description: 'The log that this register is', simpleResolvers: true })
export class LogObject {
  @Field(() => String, { description: 'Its origin: statements for it name it' })
  origin!: string;

  @Field(() => String, {
    description: 'The key that signs its checkpoints, as name+id+base64 (c2sp.org/signed-note)',
  })
  verifierKey!: string;
}

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
    return { origin: house.origin, verifierKey: verifierKey(house.log) };
  }

  @FieldResolver(() => AnchorObject, {
    nullable: true,
    description: 'The first anchor that covers the whole checkpoint; null until one is signed',
  })
  anchor(@Root() { size }: Checkpoint, @Ctx() { loaders }: Context): Promise<Anchor | null> {
    return loaders.anchor.load(size - 1n);
  }
}
