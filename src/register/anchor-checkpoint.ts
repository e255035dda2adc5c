import type { Clock, Database, Ledger } from '../ports.js';
import { newestAnchor, openAnchor, saveSignedAnchor, settleAnchor, type Anchor } from './anchor-store.js';
import { checkpointAt, newestCheckpoint } from './tree-store.js';

interface Needs {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The least time between two anchors: each costs gas. */
  readonly anchorEveryMs: number;
}

/**
 * One step of the newest checkpoint's way onto the chain; resolves to whether another step may follow at once.
 * A transaction is stored before it is sent, and sent again as it is until a block holds it, so that being
 * killed between any two lines loses nothing and anchors nothing twice.
 */
export async function anchorCheckpoint(needs: Needs): Promise<'settled' | 'waiting' | 'nothing to do'> {
  const open = await openAnchor(needs.database.tables, needs.ledger);
  if (open) return pursue(needs, open);
  const next = await nextAnchor(needs);
  if (!next) return 'nothing to do';
  await saveSignedAnchor(needs.database.tables, next);
  return pursue(needs, next);
}

async function pursue(
  { database, ledger }: Needs,
  anchor: Pick<Anchor, 'hash' | 'raw'>,
): Promise<'settled' | 'waiting'> {
  let mined = await ledger.mined(anchor.hash);
  if (!mined) {
    await ledger.broadcast(anchor.raw);
    mined = await ledger.mined(anchor.hash);
  }
  if (!mined) return 'waiting';
  await settleAnchor(database.tables, mined);
  return 'settled';
}

/** The transaction that brings the chain from its newest checkpoint to ours; null when it is there. */
async function nextAnchor({ database, ledger, clock, anchorEveryMs }: Needs) {
  const newest = await newestCheckpoint(database.tables);
  if (!newest) return null;
  const last = await newestAnchor(database.tables, ledger);
  // From the table, so that neither a restart nor a command of a second process anchors sooner.
  if (last && clock.now().getTime() < last.signedAt.getTime() + anchorEveryMs) return null;
  const onChain = await checkedNewest({ database, ledger });
  if (onChain.size >= newest.size) return null;
  const call = { from: onChain.size, to: newest.size, root: newest.root };
  const { chainId, registry, logId, sender } = ledger;
  const signed = await ledger.sign(call);
  return {
    ...signed,
    chainId,
    registry,
    logId,
    sender,
    fromSize: call.from,
    toSize: call.to,
    root: call.root,
    signedAt: clock.now(),
  };
}

/**
 * The chain's newest checkpoint of this log. Throws when it is none of ours: an old copy of the database was restored,
 * or the log was forked, and whatever is signed or anchored now would contradict what was before.
 */
export async function checkedNewest({
  database,
  ledger,
}: Pick<Needs, 'database'> & { readonly ledger: Pick<Ledger, 'newest'> }): Promise<{ size: bigint }> {
  const { size, root } = await ledger.newest();
  if (size === 0n) return { size };
  const ours = await checkpointAt(database.tables, size);
  if (ours?.root !== root) {
    throw new Error(
      `The chain holds a checkpoint of this log of size ${size} with the root ${root}, and the database has ${ours ? `the root ${ours.root} there` : 'none of that size'}. Was an old copy restored? Nothing is signed until both agree.`,
    );
  }
  return { size };
}
