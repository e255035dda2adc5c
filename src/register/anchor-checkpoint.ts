import { firstWords } from '../lib/first-words.js';
import type { Database, Ledger } from '../ports.js';
import { firstOffer, withinDay } from './anchor-fees.js';
import { LeaseLost, noteWaiting, takeLease, writeUnder, type Lease } from './anchor-sender-store.js';
import {
  newestAnchor,
  newestMined,
  reopenAnchors,
  saveAnchor,
  spentWei,
  unsettledAnchors,
} from './anchor-store.js';
import { newestCosigned } from './cosignature-store.js';
import { hasPassed, isOnItsWay, type Anchor } from './anchor.js';
import { CannotContinue } from './halt.js';
import { pursueAnchor, signAttempt, type PursueNeeds, type Pursued } from './pursue-anchor.js';
import { checkpointAt, newestCheckpoint, type Checkpoint } from './checkpoint-store.js';

export interface AnchoringNeeds extends PursueNeeds {
  /** Tells this process from others that sign for the same address. */
  readonly holder: string;
}

/** `moved`: another round may find more to do at once. `not ours`: another process signs for the address. */
export type AnchoringOutcome = 'moved' | 'waiting' | 'nothing to do' | 'not ours';

/**
 * One round of the newest checkpoint's way onto the chain, and of what is not final there yet. The chain is asked before
 * anything is signed, and never inside a transaction of the database.
 */
export async function anchorCheckpoint(needs: AnchoringNeeds): Promise<AnchoringOutcome> {
  const lease = await takeLease(needs.database, needs.ledger, needs.holder);
  if (!lease) return 'not ours';
  try {
    const { outcome, waiting } = await round(needs, lease);
    await noteWaiting(needs.database, lease, waiting);
    return outcome;
  } catch (error) {
    if (error instanceof LeaseLost) return 'not ours';
    // Why the round failed is what is thrown, also where it cannot even be written down.
    await noteWaiting(needs.database, lease, firstWords(error)).catch(() => undefined);
    throw error;
  }
}

interface Round {
  readonly outcome: AnchoringOutcome;
  readonly waiting: string | null;
}

async function round(needs: AnchoringNeeds, lease: Lease): Promise<Round> {
  const { database, ledger } = needs;
  const wanted = await checkpointToAnchor(needs, lease.now);
  const isIdle = !wanted && (await unsettledAnchors(database.tables, ledger)).length === 0;
  if (isIdle && !lease.isNew) return { outcome: 'nothing to do', waiting: null };

  const { size } = await checkedNewest(needs);
  const lost = await lostAnchors(needs, lease, size);
  const before = await unsettledAnchors(database.tables, ledger);
  const pursued: Pursued[] = [];
  for (const anchor of before) pursued.push(await pursueAnchor(needs, lease, { anchor, others: before }));
  const moved = pursued.some(({ anchor }, at) => anchor.state !== before[at]?.state);
  const waiting = pursued.find((one) => one.waiting !== null)?.waiting ?? null;
  if (pursued.some(({ anchor }) => isOnItsWay(anchor)))
    return { outcome: moved ? 'moved' : 'waiting', waiting };

  const next = wanted && (await signNext(needs, lease, { wanted, unsettled: pursued }));
  if (!next) return { outcome: moved || lost > 0 ? 'moved' : 'nothing to do', waiting };
  if ('waiting' in next) return { outcome: 'waiting', waiting: next.waiting };
  const { anchor, ...rest } = await pursueAnchor(needs, lease, { anchor: next.anchor, others: [] });
  return { outcome: isOnItsWay(anchor) ? 'waiting' : 'moved', ...rest };
}

/** A checkpoint that is cosigned and so much older than the newest is anchored in its place. */
const COSIGNED_WITHIN_MS = 60_000;

/**
 * The newest checkpoint, if none on its way covers it and it is time again; or one shortly before it that a witness
 * cosigned already, since a witness never goes back to one that was passed over, and an export wants both.
 */
async function checkpointToAnchor(
  { database, ledger, anchorEveryMs }: AnchoringNeeds,
  now: Date,
): Promise<Checkpoint | null> {
  const newest = await newestCheckpoint(database.tables);
  if (!newest) return null;
  const last = await newestAnchor(database.tables, ledger);
  const isCovered = last !== null && last.state !== 'failed' && last.toSize >= newest.size;
  // From the table, so that neither a restart nor a command of a second process anchors sooner.
  if (last && (isCovered || !hasPassed(anchorEveryMs, last.signedAt, now))) return null;
  const cosigned = await newestCosigned(database.tables, last?.toSize ?? 0n);
  const isRecent =
    cosigned !== null && newest.signedAt.getTime() - cosigned.signedAt.getTime() <= COSIGNED_WITHIN_MS;
  return isRecent ? cosigned : newest;
}

/** What was final and is gone: a chain whose folder was lost, or one that takes back more blocks than was thought. */
async function lostAnchors(
  { database, ledger }: AnchoringNeeds,
  lease: Lease,
  size: bigint,
): Promise<number> {
  const last = await newestMined(database.tables, ledger, ['final']);
  if (!last || last.toSize <= size) return 0;
  return writeUnder(database, lease, (tables) => reopenAnchors(tables, ledger, size));
}

/** Signs and stores the transaction that brings the chain to the checkpoint; null when it is there. */
async function signNext(
  needs: AnchoringNeeds,
  lease: Lease,
  { wanted, unsettled }: { wanted: Checkpoint; unsettled: readonly Pursued[] },
): Promise<{ anchor: Anchor } | { waiting: string } | null> {
  const { database, ledger } = needs;
  // Again, and not from before the pursuit: what was mined in it is where the next begins.
  const onChain = await checkedNewest(needs);
  if (onChain.size >= wanted.size) return null;
  const call = { from: onChain.size, to: wanted.size, root: wanted.root };
  const spent = await spentWei(database.tables, ledger, { now: lease.now, without: null });
  const gasLimit = await ledger.estimate(call);
  const offer = withinDay(firstOffer(gasLimit, await ledger.fees(), needs), spent, needs);
  if ('waiting' in offer) return offer;

  const ours = unsettled
    .filter(({ anchor }) => anchor.state !== 'failed')
    .map(({ anchor }) => anchor.nonce + 1);
  const step = { fromSize: call.from, toSize: call.to, root: call.root };
  const nonce = Math.max(await ledger.usedNonces('newest'), ...ours);
  const attempt = await signAttempt(ledger, { ...step, nonce }, { terms: offer.terms, now: lease.now });
  const { chainId, registry, logId, sender } = ledger;
  const anchor: Anchor = {
    ...NOT_SENT,
    ...step,
    id: attempt.hash,
    hash: attempt.hash,
    chainId,
    registry,
    logId,
    sender,
    nonce,
    signedAt: lease.now,
  };
  await writeUnder(database, lease, (tables) =>
    saveAnchor(tables, anchor, { ...attempt, anchor: anchor.id }),
  );
  return { anchor };
}

const NOT_SENT = {
  state: 'tx-signed',
  broadcastAt: null,
  minedAt: null,
  finalAt: null,
  failedAt: null,
  reorgedAt: null,
  failure: null,
  blockNumber: null,
  blockHash: null,
  blockHeader: null,
  paidWei: null,
  receipt: null,
} as const;

/**
 * The chain's newest checkpoint of this log. Throws when it, or the one that is final, is none of ours: an old copy of
 * the database was restored, or the log was forked, and whatever is signed or anchored now would contradict what was
 * before.
 */
export async function checkedNewest({
  database,
  ledger,
}: Pick<AnchoringNeeds, 'database'> & { readonly ledger: Pick<Ledger, 'newest'> }): Promise<{
  size: bigint;
}> {
  // An RPC that lags behind may have an older newest block than it calls final.
  const final = await checked(database, await ledger.newest('final'));
  const newest = await checked(database, await ledger.newest('newest'));
  return { size: final > newest ? final : newest };
}

async function checked(
  { tables }: Database,
  { size, root }: { readonly size: bigint; readonly root: string | null },
): Promise<bigint> {
  if (size === 0n) return size;
  const ours = await checkpointAt(tables, size);
  if (ours?.root !== root) {
    throw new CannotContinue(
      `The chain holds a checkpoint of this log of size ${size} with the root ${root}, and the database has ${ours ? `the root ${ours.root} there` : 'none of that size'}. Was an old copy restored? Nothing is signed until both agree.`,
    );
  }
  return size;
}
