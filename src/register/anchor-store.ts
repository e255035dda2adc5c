import { EntitySchema, In, IsNull, Not } from 'typeorm';
import { bigintColumn, instantColumn, keyOf, weiColumn } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import type { Anchor, AnchorAttempt, AnchorState } from './anchor.js';

export const Anchors = new EntitySchema<Anchor>({
  name: 'anchors',
  columns: {
    id: { type: 'text', ...keyOf('anchors') },
    chainId: { type: 'text' },
    registry: { type: 'text' },
    logId: { type: 'text' },
    sender: { type: 'text' },
    fromSize: { ...bigintColumn },
    toSize: { ...bigintColumn },
    root: { type: 'text' },
    nonce: { type: 'integer' },
    state: { type: 'text' },
    hash: { type: 'text' },
    signedAt: { ...instantColumn },
    broadcastAt: { ...instantColumn, nullable: true },
    minedAt: { ...instantColumn, nullable: true },
    finalAt: { ...instantColumn, nullable: true },
    failedAt: { ...instantColumn, nullable: true },
    reorgedAt: { ...instantColumn, nullable: true },
    failure: { type: 'text', nullable: true },
    blockNumber: { ...bigintColumn, nullable: true },
    blockHash: { type: 'text', nullable: true },
    blockHeader: { type: 'text', nullable: true },
    paidWei: { ...weiColumn, nullable: true },
    receipt: { type: 'jsonb', nullable: true },
  },
  indices: [
    { name: 'ix_anchors_size', columns: ['toSize'] },
    { name: 'ix_anchors_unsettled', columns: ['nonce'], where: 'final_at IS NULL' },
  ],
});

export const AnchorAttempts = new EntitySchema<AnchorAttempt>({
  name: 'anchor_attempts',
  columns: {
    hash: { type: 'text', ...keyOf('anchor_attempts') },
    anchor: { type: 'text' },
    raw: { type: 'text' },
    gasLimit: { ...bigintColumn },
    maxFeePerGas: { ...weiColumn },
    maxPriorityFeePerGas: { ...weiColumn },
    signedAt: { ...instantColumn },
    broadcastAt: { ...instantColumn, nullable: true },
    complaint: { type: 'text', nullable: true },
  },
  indices: [{ name: 'ix_anchor_attempts_anchor', columns: ['anchor'] }],
});

type ChainAndLog = Pick<Anchor, 'chainId' | 'logId'>;
type ChainAndSender = Pick<Anchor, 'chainId' | 'sender'>;

/** The anchors whose fate a block may still change, in the order in which a chain takes them. */
export const unsettledAnchors = (tables: Tables, { chainId, sender }: ChainAndSender): Promise<Anchor[]> =>
  tables.find(Anchors, {
    where: { chainId, sender, finalAt: IsNull() },
    order: { nonce: 'ASC', signedAt: 'ASC' },
  });

export interface AnchorRows {
  /** Be they on this chain or on one that the log was anchored on before; the smallest first. */
  readonly anchors: readonly Anchor[];
  readonly attempts: readonly AnchorAttempt[];
}

/** All of them. Where others write meanwhile no anchor that is given lacks an attempt. */
export async function anchorRows(tables: Tables): Promise<AnchorRows> {
  const anchors = await tables.find(Anchors, { order: { toSize: 'ASC', signedAt: 'ASC' } });
  return { anchors, attempts: await tables.find(AnchorAttempts, { order: ATTEMPTS_ORDER }) };
}

/** The anchor on a chain that was signed last, but for those that failed and cost nothing. */
export const newestAnchor = (tables: Tables, { chainId, logId }: ChainAndLog): Promise<Anchor | null> =>
  tables.findOne(Anchors, {
    where: [
      { chainId, logId, state: Not('failed') },
      { chainId, logId, state: 'failed', paidWei: Not(IsNull()) },
    ],
    order: { signedAt: 'DESC', toSize: 'DESC' },
  });

/** The largest checkpoint on a chain: `final` alone, or what is mined too. */
export const newestMined = (
  tables: Tables,
  { chainId, logId }: ChainAndLog,
  states: readonly AnchorState[] = ['mined', 'final'],
): Promise<Anchor | null> =>
  tables.findOne(Anchors, { where: { chainId, logId, state: In([...states]) }, order: { toSize: 'DESC' } });

/** For each index the first anchor, mined or on its way, that covers its entry, or null. */
export async function anchorsCovering(
  tables: Tables,
  indexes: readonly bigint[],
): Promise<(Anchor | null)[]> {
  const rows = await tables.query<{ at: number; id: string }[]>(
    `SELECT i.at::integer, a.id
       FROM unnest($1::bigint[]) WITH ORDINALITY AS i(index, at)
      CROSS JOIN LATERAL (SELECT id FROM anchors WHERE to_size > i.index AND state <> 'failed' ORDER BY to_size LIMIT 1) a`,
    [indexes.map(String)],
  );
  const anchors = await tables.findBy(Anchors, { id: In([...new Set(rows.map(({ id }) => id))]) });
  const ids = new Map(rows.map(({ at, id }) => [at, id]));
  return indexes.map((_, at) => anchors.find(({ id }) => id === ids.get(at + 1)) ?? null);
}

/** All attempts of some anchors, each anchor's in the order in which they were signed. */
export const attemptsOf = (tables: Tables, anchors: readonly string[]): Promise<AnchorAttempt[]> =>
  tables.find(AnchorAttempts, { where: { anchor: In([...anchors]) }, order: ATTEMPTS_ORDER });

/** The fee tells the order too, where two were signed within a millisecond. */
const ATTEMPTS_ORDER = { signedAt: 'ASC', maxFeePerGas: 'ASC' } as const;

/** What the last 24 hours cost, and the most that what is under way can still cost; one anchor left out of it. */
export async function spentWei(
  tables: Tables,
  { chainId, sender }: ChainAndSender,
  { now, without }: { now: Date; without: string | null },
): Promise<bigint> {
  const [row] = await tables.query<{ wei: string }[]>(
    `SELECT coalesce(sum(coalesce(a.paid_wei, w.worst)), 0)::text AS wei
       FROM anchors a
      CROSS JOIN LATERAL (SELECT max(t.gas_limit * t.max_fee_per_gas) AS worst FROM anchor_attempts t WHERE t.anchor = a.id) w
      WHERE a.chain_id = $1 AND a.sender = $2 AND a.id IS DISTINCT FROM $4
        AND CASE WHEN a.paid_wei IS NULL THEN a.state IN ('tx-signed', 'broadcast') ELSE a.mined_at > $3::timestamptz - interval '24 hours' END`,
    [chainId, sender, now, without],
  );
  return BigInt(row?.wei ?? 0);
}

export async function saveAnchor(tables: Tables, anchor: Anchor, attempt: AnchorAttempt): Promise<void> {
  await tables.insert(AnchorAttempts, attempt);
  await tables.insert(Anchors, { ...anchor, receipt: null });
}

/** A replacement, which is from now on the one to send. */
export async function saveReplacement(tables: Tables, attempt: AnchorAttempt): Promise<void> {
  await tables.insert(AnchorAttempts, attempt);
  await tables.update(Anchors, { id: attempt.anchor }, { hash: attempt.hash });
}

export async function changeAnchor(tables: Tables, id: string, changes: Partial<Anchor>): Promise<void> {
  await tables.update(Anchors, { id }, changes as object); // any JSON object as receipt; TypeORM's partial type cannot say so
}

export async function changeAttempt(
  tables: Tables,
  hash: string,
  changes: Partial<Pick<AnchorAttempt, 'broadcastAt' | 'complaint'>>,
): Promise<void> {
  await tables.update(AnchorAttempts, { hash }, changes);
}

/** The chain is shorter than what was final on it: all that it lost is looked at again. Gives their number. */
export async function reopenAnchors(
  tables: Tables,
  { chainId, logId }: ChainAndLog,
  size: bigint,
): Promise<number> {
  const rows = await tables.query<[unknown, number]>(
    `UPDATE anchors SET final_at = NULL, state = 'mined'
      WHERE chain_id = $1 AND log_id = $2 AND state = 'final' AND to_size > $3`,
    [chainId, logId, size.toString()],
  );
  return rows[1];
}

/** An attempt by its hash, and the anchor that it belongs to, as far as there are rows of them. */
export async function anchorOfAttempt(
  tables: Tables,
  hash: string,
): Promise<{ readonly attempt: AnchorAttempt | null; readonly anchor: Anchor | null }> {
  const attempt = await tables.findOneBy(AnchorAttempts, { hash });
  const anchor = await tables.findOneBy(Anchors, attempt ? { id: attempt.anchor } : { hash });
  return { attempt, anchor };
}

/** Writes an anchor and its attempt in the place of what is there. */
export async function putAnchor(tables: Tables, anchor: Anchor, attempt: AnchorAttempt): Promise<void> {
  await tables.upsert(AnchorAttempts, attempt, ['hash']);
  await tables.upsert(Anchors, anchor as object, ['id']); // any JSON object as receipt; TypeORM's partial type cannot say so
}
