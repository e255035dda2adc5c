import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, House } from '../api/context.js';
import { Count } from '../api/scalars.js';
import { toHex } from '../lib/hex.js';
import { CheckpointObject } from './checkpoint.graphql.js';
import { findConsistency } from './find-consistency.js';
import { findInclusion } from './find-inclusion.js';
import type { Checkpoint } from './checkpoint-store.js';

@ObjectType('InclusionProof', {
  description: 'That an entry is in the log: RFC 6962 §2.1.1',
  simpleResolvers: true,
})
export class InclusionProofObject {
  @Field(() => Count, { description: 'Index of the entry, from 0' })
  index!: bigint;

  @Field(() => String, { description: 'RFC 6962 hash of the entry, in hex' })
  leafHash!: string;

  @Field(() => [String], { description: "From the leaf's sibling upwards, in hex" })
  hashes!: string[];

  @Field(() => CheckpointObject, { description: 'The signed head to whose root the proof leads' })
  checkpoint!: Checkpoint;
}

@ObjectType('TreeHead', { description: 'The head of the log at a size', simpleResolvers: true })
class TreeHeadObject {
  @Field(() => Count, { description: 'Number of entries' })
  size!: bigint;

  @Field(() => String, { description: 'RFC 6962 root, in hex' })
  root!: string;
}

@ObjectType('ConsistencyProof', {
  description: 'That the log of one size begins with all of the log of a smaller one: RFC 6962 §2.1.2',
  simpleResolvers: true,
})
class ConsistencyProofObject {
  @Field(() => TreeHeadObject)
  from!: TreeHeadObject;

  @Field(() => TreeHeadObject)
  to!: TreeHeadObject;

  @Field(() => [String], { description: 'In the order of the RFC, in hex' })
  hashes!: string[];
}

/** The proof of an entry as an object of the API. */
export async function inclusionObject(
  house: House,
  wanted: { readonly index: bigint; readonly size?: bigint | undefined },
): Promise<InclusionProofObject | null> {
  const found = await findInclusion(house, wanted);
  return found && { ...found, leafHash: toHex(found.leafHash), hashes: found.hashes.map(toHex) };
}

@Resolver()
export class ProofQueries {
  @Query(() => InclusionProofObject, {
    nullable: true,
    description:
      'The proof that the entry at an index is in the log, against the checkpoint of a size, or the newest; null until one covers the entry. Refuses NO_CHECKPOINT for a size at which none was signed.',
  })
  inclusion(
    @Arg('index', () => Count) index: number,
    @Arg('size', () => Count, { nullable: true }) size: number | null,
    @Ctx() { house }: Context,
  ): Promise<InclusionProofObject | null> {
    return inclusionObject(house, {
      index: BigInt(index),
      size: size == null ? undefined : BigInt(size),
    });
  }

  @Query(() => ConsistencyProofObject, {
    description:
      'The proof that the log of size `to` begins with all of the log of size `from`. Refuses WRONG_SIZES where they are not in order, or above the newest checkpoint.',
  })
  async consistency(
    @Arg('from', () => Count) from: number,
    @Arg('to', () => Count) to: number,
    @Ctx() { house }: Context,
  ): Promise<ConsistencyProofObject> {
    const found = await findConsistency(house, { from: BigInt(from), to: BigInt(to) });
    const head = ({ size, root }: typeof found.from) => ({ size, root: toHex(root) });
    return { from: head(found.from), to: head(found.to), hashes: found.hashes.map(toHex) };
  }
}
