import { EntitySchema, In, Not } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import type { MinedTransaction, Tables } from '../ports.js';

/**
 * A checkpoint's way onto the chain. `signed`: the raw transaction is stored and may or may not have been sent;
 * `mined`: a block holds it and it succeeded; `failed`: a block holds it and it was reverted.
 */
export type AnchorState = 'signed' | 'mined' | 'failed';

export interface Anchor {
  /** keccak256 of the raw transaction. */
  readonly hash: string;
  readonly chainId: string;
  readonly registry: string;
  readonly logId: string;
  readonly sender: string;
  readonly fromSize: bigint;
  readonly toSize: bigint;
  readonly root: string;
  readonly raw: string;
  readonly nonce: number;
  readonly state: AnchorState;
  readonly signedAt: Date;
  readonly minedAt: Date | null;
  readonly blockNumber: bigint | null;
  readonly blockHash: string | null;
  readonly receipt: Readonly<Record<string, unknown>> | null;
}

export const Anchors = new EntitySchema<Anchor>({
  name: 'anchors',
  columns: {
    hash: { type: 'text', ...keyOf('anchors') },
    chainId: { type: 'text' },
    registry: { type: 'text' },
    logId: { type: 'text' },
    sender: { type: 'text' },
    fromSize: { ...bigintColumn },
    toSize: { ...bigintColumn },
    root: { type: 'text' },
    raw: { type: 'text' },
    nonce: { type: 'integer' },
    state: { type: 'text' },
    signedAt: { ...instantColumn },
    minedAt: { ...instantColumn, nullable: true },
    blockNumber: { ...bigintColumn, nullable: true },
    blockHash: { type: 'text', nullable: true },
    receipt: { type: 'jsonb', nullable: true },
  },
  indices: [{ name: 'ix_anchors_size', columns: ['toSize'] }],
});

/** The anchor on a chain whose fate is not known yet. There is at most one: the next is signed when it is settled. */
export const openAnchor = (
  tables: Tables,
  { chainId, logId }: Pick<Anchor, 'chainId' | 'logId'>,
): Promise<Anchor | null> => tables.findOneBy(Anchors, { state: 'signed', chainId, logId });

/** The anchor on a chain that was signed last and did not fail. */
export const newestAnchor = (
  tables: Tables,
  { chainId, logId }: Pick<Anchor, 'chainId' | 'logId'>,
): Promise<Anchor | null> =>
  tables.findOne(Anchors, { where: { chainId, logId, state: Not('failed') }, order: { signedAt: 'DESC' } });

/** For each index the first anchor, mined or on its way, that covers its entry, or null. */
export async function anchorsCovering(
  tables: Tables,
  indexes: readonly bigint[],
): Promise<(Anchor | null)[]> {
  const rows = await tables.query<{ at: number; hash: string }[]>(
    `SELECT i.at::integer, a.hash
       FROM unnest($1::bigint[]) WITH ORDINALITY AS i(index, at)
      CROSS JOIN LATERAL (SELECT hash FROM anchors WHERE to_size > i.index AND state <> 'failed' ORDER BY to_size LIMIT 1) a`,
    [indexes.map(String)],
  );
  const anchors = await tables.findBy(Anchors, { hash: In([...new Set(rows.map(({ hash }) => hash))]) });
  const hashes = new Map(rows.map(({ at, hash }) => [at, hash]));
  return indexes.map((_, at) => anchors.find(({ hash }) => hash === hashes.get(at + 1)) ?? null);
}

export async function saveSignedAnchor(
  tables: Tables,
  anchor: Omit<Anchor, keyof typeof NOT_MINED>,
): Promise<void> {
  await tables.insert(Anchors, { ...anchor, ...NOT_MINED });
}

const NOT_MINED = {
  state: 'signed',
  minedAt: null,
  blockNumber: null,
  blockHash: null,
  receipt: null,
} as const;

export async function settleAnchor(tables: Tables, mined: MinedTransaction): Promise<void> {
  await tables.update(
    Anchors,
    { hash: mined.hash },
    {
      state: mined.succeeded ? 'mined' : 'failed',
      minedAt: mined.minedAt,
      blockNumber: BigInt(mined.blockNumber),
      blockHash: mined.blockHash,
      receipt: mined.receipt as object, // any JSON object; TypeORM's partial type cannot say so
    },
  );
}
