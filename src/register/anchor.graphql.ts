import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root, registerEnumType } from 'type-graphql';
import type { Context } from '../api/context.js';
import { Count, Instant } from '../api/scalars.js';
import { anchoringHealth, type AnchoringHealth } from './anchoring-health.js';
import type { Anchor, AnchorAttempt } from './anchor.js';

const AnchorStateEnum = {
  TX_SIGNED: 'tx-signed',
  BROADCAST: 'broadcast',
  MINED: 'mined',
  FINAL: 'final',
  FAILED: 'failed',
} as const;
registerEnumType(AnchorStateEnum, {
  name: 'AnchorState',
  description: "How far a checkpoint's transaction has come",
  valuesConfig: {
    TX_SIGNED: { description: 'Signed and stored; it may have been sent' },
    BROADCAST: { description: 'An RPC took it; no block holds it, or none does any more after a reorg' },
    MINED: { description: 'A block holds it and it succeeded; a reorg could still take it back' },
    FINAL: { description: 'No reorg can take it back: the final block of the chain has reached it' },
    FAILED: { description: 'It did not anchor: `failure` says why. Another is signed' },
  },
});

@ObjectType('AnchorAttempt', {
  description: 'A transaction that was signed for an anchor; every one is kept, and one at most is mined',
  simpleResolvers: true,
})
class AnchorAttemptObject {
  @Field(() => String, { description: 'keccak256 of the raw transaction' })
  hash!: string;

  @Field(() => Instant)
  signedAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'When an RPC first said that it took it' })
  broadcastAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the RPC last complained of when it was sent, or what it replied that was not true',
  })
  complaint!: string | null;
}

@Resolver(() => AnchorAttemptObject)
export class AnchorAttemptFields {
  @FieldResolver(() => String, { description: 'Wei for a unit of gas at most (EIP-1559), in decimal' })
  maxFeePerGas(@Root() { maxFeePerGas }: AnchorAttempt): string {
    return String(maxFeePerGas);
  }

  @FieldResolver(() => String, {
    description: 'Wei for a unit of gas as a tip at most (EIP-1559), in decimal',
  })
  maxPriorityFeePerGas(@Root() { maxPriorityFeePerGas }: AnchorAttempt): string {
    return String(maxPriorityFeePerGas);
  }
}

@ObjectType('Anchor', {
  description: 'How a checkpoint is brought onto a chain',
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

  @Field(() => String, {
    description:
      'Hash of the attempt that counts (keccak256 of the raw transaction): the one in a block, otherwise the newest',
  })
  hash!: string;

  @Field(() => String, { description: 'Address that signs and pays' })
  sender!: string;

  @Field(() => Count, { description: "The sender's nonce, the same for all attempts" })
  nonce!: number;

  @Field(() => Count, { description: "Size of the chain's checkpoint before; 0 for the first" })
  fromSize!: bigint;

  @Field(() => Count, { description: 'Size of the tree that is anchored' })
  toSize!: bigint;

  @Field(() => String, { description: 'RFC 6962 root at that size, in hex' })
  root!: string;

  @Field(() => Instant)
  signedAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'When an RPC first said that it took an attempt' })
  broadcastAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: 'Time of the block' })
  minedAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When it was found that no reorg can change its fate, be it anchored or failed',
  })
  finalAt!: Date | null;

  @Field(() => Instant, { nullable: true })
  failedAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When a block that held it was last found to be gone',
  })
  reorgedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it failed' })
  failure!: string | null;

  @Field(() => Count, { nullable: true })
  blockNumber!: bigint | null;

  @Field(() => String, { nullable: true })
  blockHash!: string | null;
}

@ObjectType('Anchoring', { description: 'How it goes with bringing checkpoints onto the chain' })
class AnchoringObject {
  @Field(() => String, { description: 'EIP-155 chain id, in decimal' })
  chainId!: string;

  @Field(() => String, { description: 'Address of the checkpoint registry contract' })
  registry!: string;

  @Field(() => String, { description: 'Address that signs and pays' })
  sender!: string;

  @Field(() => Boolean, { description: 'Whether a server process is at it now' })
  isRunning!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it goes no further: a limit that is reached, what the RPC complains of, or a contradiction between chain and database; null when all goes well',
  })
  waiting!: string | null;

  @Field(() => AnchorObject, { nullable: true, description: 'The largest checkpoint that is mined or final' })
  newest!: Anchor | null;

  @Field(() => [AnchorObject], { description: 'What is not final yet, in the order of nonces' })
  underWay!: Anchor[];
}

@Resolver(() => AnchorObject)
export class AnchorFields {
  @Query(() => AnchoringObject, {
    description: 'How it goes with bringing checkpoints onto the chain, and why it waits where it does',
  })
  anchoring(@Ctx() { house }: Context): Promise<AnchoringHealth> {
    return anchoringHealth(house);
  }

  @FieldResolver(() => [AnchorAttemptObject], {
    description: 'All transactions signed for it, in their order',
  })
  attempts(@Root() { id }: Anchor, @Ctx() { loaders }: Context): Promise<AnchorAttempt[]> {
    return loaders.anchorAttempts.load(id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What its transaction cost, in wei, in decimal; null while no block holds it',
  })
  paidWei(@Root() { paidWei }: Anchor): string | null {
    return paidWei === null ? null : String(paidWei);
  }
}
