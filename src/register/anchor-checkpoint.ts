import type { Clock, Database, Ledger } from '../ports.js';
import { openAnchor, saveSignedAnchor, settleAnchor, type Anchor } from './anchor-store.js';
import { checkpointAt, newestCheckpoint } from './tree-store.js';

interface Needs {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
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
async function nextAnchor({ database, ledger, clock }: Needs) {
  const newest = await newestCheckpoint(database.tables);
  if (!newest) return null;
  const onChain = await ledger.newest();
  if (onChain.size >= newest.size) {
    await checkAgreement({ database, ledger, clock }, onChain);
    return null;
  }
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

/** Throws when the chain holds a checkpoint of this log that this database does not know: an old copy was restored. */
async function checkAgreement(
  { database }: Needs,
  { size, root }: { size: bigint; root: string | null },
): Promise<void> {
  const ours = await checkpointAt(database.tables, size);
  if (ours?.root !== root) {
    throw new Error(
      `the chain holds a checkpoint of size ${size} with the root ${root}, and this database has ${ours?.root ?? 'none of that size'}: was an old copy restored?`,
    );
  }
}
