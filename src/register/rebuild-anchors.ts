import { readAnchorTransaction } from '../evidence/anchor-event.js';
import type { AnchoredTransaction, Ledger, Tables } from '../ports.js';
import { anchorOfAttempt, putAnchor } from './anchor-store.js';
import type { Anchor, AnchorAttempt } from './anchor.js';

interface OnChain {
  readonly anchored: readonly AnchoredTransaction[];
  readonly finalBlock: number;
  readonly ledger: Pick<Ledger, 'chainId' | 'registry' | 'logId'>;
  readonly now: Date;
}

/**
 * Brings the rows of anchors into line with what the chain holds. Of what it does not know, the row keeps what it has;
 * where there is none, a transaction counts as signed when it was mined, for it was by then.
 */
export async function rebuildAnchors(
  tables: Tables,
  { anchored, finalBlock, ledger, now }: OnChain,
): Promise<void> {
  for (const transaction of anchored) {
    const { hash, minedAt, blockNumber, blockHash, blockHeader, paidWei, receipt } = transaction.mined;
    // A call that is encoded otherwise than ours shows nobody what it did.
    if (!readAnchorTransaction(transaction.raw)) continue;
    const known = await anchorOfAttempt(tables, hash);
    const isFinal = blockNumber <= finalBlock;
    const anchor: Anchor = {
      id: known.anchor?.id ?? known.attempt?.anchor ?? hash,
      chainId: ledger.chainId,
      registry: ledger.registry,
      logId: ledger.logId,
      sender: transaction.sender,
      fromSize: transaction.from,
      toSize: transaction.to,
      root: transaction.root,
      nonce: transaction.nonce,
      state: isFinal ? 'final' : 'mined',
      hash,
      signedAt: known.anchor?.signedAt ?? minedAt,
      broadcastAt: known.anchor?.broadcastAt ?? null,
      minedAt,
      finalAt: isFinal ? (known.anchor?.finalAt ?? now) : null,
      failedAt: null,
      reorgedAt: known.anchor?.reorgedAt ?? null,
      failure: null,
      blockNumber: BigInt(blockNumber),
      blockHash,
      blockHeader,
      paidWei,
      receipt,
    };
    const attempt: AnchorAttempt = {
      hash,
      anchor: anchor.id,
      raw: transaction.raw,
      ...transaction.terms,
      signedAt: known.attempt?.signedAt ?? minedAt,
      broadcastAt: known.attempt?.broadcastAt ?? null,
      complaint: known.attempt?.complaint ?? null,
    };
    await putAnchor(tables, anchor, attempt);
  }
}
