import type { Database, GasTerms, Ledger } from '../ports.js';
import { raisedOffer, withinDay, type AnchoringLimits } from './anchor-fees.js';
import { writeUnder, type Lease } from './anchor-sender-store.js';
import { attemptsOf, changeAnchor, changeAttempt, saveReplacement, spentWei } from './anchor-store.js';
import {
  changesBy,
  changesByHole,
  changesByOvertaking,
  fateOf,
  hasPassed,
  isOnItsWay,
  type Anchor,
  type AnchorAttempt,
} from './anchor.js';

export interface PursueNeeds extends AnchoringLimits {
  readonly database: Database;
  readonly ledger: Ledger;
}

export interface Pursued {
  readonly anchor: Anchor;
  /** Why it goes no further now, if anybody can do something about it. */
  readonly waiting: string | null;
}

/**
 * Brings an anchor as far as it can come now: looks for all its attempts in the chain, sends what the RPC does not
 * have, and raises the fees of what waits too long. Whatever is sent was committed before, so that being killed between
 * any two lines loses nothing; and each attempt has the same nonce, so that at most one is ever mined.
 */
export async function pursueAnchor(
  needs: PursueNeeds,
  lease: Lease,
  { anchor, others }: { anchor: Anchor; others: readonly Anchor[] },
): Promise<Pursued> {
  const seen = await looked(needs, lease, anchor);
  if (!isOnItsWay(seen)) return { anchor: seen, waiting: null };
  const complaint = await deliver(needs, lease, seen);
  const sent = await looked(needs, lease, seen);
  if (!isOnItsWay(sent)) return { anchor: sent, waiting: null };
  if (!(await isStuck(needs, lease, sent))) return { anchor: sent, waiting: complaint };

  const usedNonces = await needs.ledger.usedNonces('newest');
  if (usedNonces < sent.nonce) {
    const isAwaited = others.some((other) => other.nonce === usedNonces && isOnItsWay(other));
    const changes = isAwaited ? null : changesByHole(sent, usedNonces, lease.now);
    return { anchor: await changed(needs, lease, { anchor: sent, changes }), waiting: complaint };
  }
  const raised = await raiseFees(needs, lease, sent);
  if ('waiting' in raised) return { anchor: sent, waiting: raised.waiting };
  const waiting = await deliver(needs, lease, raised.anchor);
  return { anchor: await looked(needs, lease, raised.anchor), waiting };
}

/** The anchor as the chain shows it now, its row brought into line. */
async function looked(needs: PursueNeeds, lease: Lease, anchor: Anchor): Promise<Anchor> {
  const { database, ledger } = needs;
  // Before the attempts: one that is mined between the two questions then counts as open, and not as overtaken.
  const usedNonces = await ledger.usedNonces('newest');
  const finalBlock = await ledger.finalBlock();
  let mined = null;
  for (const { hash } of await attemptsOf(database.tables, [anchor.id])) mined ??= await ledger.mined(hash);
  const fate = fateOf(anchor, { mined, usedNonces, finalBlock });
  const changes =
    fate.is === 'overtaken'
      ? changesByOvertaking(anchor, {
          isOnChain: (await ledger.rootAt(anchor.toSize)) === anchor.root,
          isFinal: (await ledger.usedNonces('final')) > anchor.nonce,
          now: lease.now,
        })
      : changesBy(fate, anchor, lease.now);
  return changed(needs, lease, { anchor, changes });
}

async function changed(
  { database }: PursueNeeds,
  lease: Lease,
  { anchor, changes }: { anchor: Anchor; changes: Partial<Anchor> | null },
): Promise<Anchor> {
  if (!changes) return anchor;
  await writeUnder(database, lease, (tables) => changeAnchor(tables, anchor.id, changes));
  return { ...anchor, ...changes };
}

/** Sends the attempt that counts if the RPC does not have it; gives what is to be told of that. */
async function deliver(
  { database, ledger }: PursueNeeds,
  lease: Lease,
  { id, hash }: Anchor,
): Promise<string | null> {
  const attempt = (await attemptsOf(database.tables, [id])).find((one) => one.hash === hash);
  if (!attempt) throw new Error(`The attempt ${hash} of the anchor ${id} is not in the database.`);
  const { isTaken, complaint } = (await ledger.knows(hash))
    ? { isTaken: true, complaint: null }
    : await ledger.broadcast(attempt.raw);
  const isNews = isTaken && attempt.broadcastAt === null;
  if (isNews || (complaint !== null && complaint !== attempt.complaint)) {
    await writeUnder(database, lease, async (tables) => {
      await changeAttempt(tables, hash, {
        complaint: complaint ?? attempt.complaint,
        ...(isNews ? { broadcastAt: lease.now } : {}),
      });
      if (isTaken) await changeAnchor(tables, id, { state: 'broadcast' });
    });
  }
  return complaint === null ? null : `The RPC was sent transaction ${hash}. ${complaint}`;
}

async function isStuck(
  { database, anchorBumpAfterMs }: PursueNeeds,
  { now }: Lease,
  { id, reorgedAt }: Anchor,
): Promise<boolean> {
  const last = lastOf(await attemptsOf(database.tables, [id]));
  const sentAt = last.broadcastAt ?? last.signedAt;
  const since = reorgedAt !== null && reorgedAt > sentAt ? reorgedAt : sentAt;
  return hasPassed(anchorBumpAfterMs, since, now);
}

/** Signs a replacement at the same nonce with higher fees, and stores it; or says what forbids that. */
async function raiseFees(
  needs: PursueNeeds,
  lease: Lease,
  anchor: Anchor,
): Promise<{ anchor: Anchor } | { waiting: string }> {
  const { database, ledger } = needs;
  const { tables } = database;
  const last = lastOf(await attemptsOf(tables, [anchor.id]));
  const spent = await spentWei(tables, anchor, { now: lease.now, without: anchor.id });
  const offer = withinDay(raisedOffer(last, await ledger.fees(), needs), spent, needs);
  if ('waiting' in offer) return offer;
  const replacement = await signAttempt(ledger, anchor, { terms: offer.terms, now: lease.now });
  await writeUnder(database, lease, (within) =>
    saveReplacement(within, { ...replacement, anchor: anchor.id }),
  );
  return { anchor: { ...anchor, hash: replacement.hash } };
}

/** A transaction for an anchor, which nobody has seen yet. */
export async function signAttempt(
  ledger: Ledger,
  { fromSize, toSize, root, nonce }: Pick<Anchor, 'fromSize' | 'toSize' | 'root' | 'nonce'>,
  { terms, now }: { terms: GasTerms; now: Date },
): Promise<Omit<AnchorAttempt, 'anchor'>> {
  const signed = await ledger.sign({ from: fromSize, to: toSize, root }, nonce, terms);
  return { ...signed, ...terms, signedAt: now, broadcastAt: null, complaint: null };
}

function lastOf(attempts: readonly AnchorAttempt[]): AnchorAttempt {
  const last = attempts.at(-1);
  if (!last) throw new Error('An anchor without an attempt: the two are stored in one transaction.');
  return last;
}
