import { hasAnchorEvent } from '../evidence/anchor-event.js';
import { receiptSchema } from '../evidence/package-format.js';
import type { MinedTransaction } from '../ports.js';

/**
 * How far a checkpoint is on its way onto a chain. `tx-signed`: a transaction is stored, and may or may not have been
 * sent. `broadcast`: the RPC took it. `mined`: a block holds it; a reorg sends it back to `broadcast`. `final`: no
 * reorg can take it away any more. `failed`: it did not and, once `finalAt` is set, cannot anchor; another is signed.
 */
export type AnchorState = 'tx-signed' | 'broadcast' | 'mined' | 'final' | 'failed';

export interface Anchor {
  /** Hash of its first attempt: its name, whatever is mined. */
  readonly id: string;
  readonly chainId: string;
  readonly registry: string;
  readonly logId: string;
  readonly sender: string;
  readonly fromSize: bigint;
  readonly toSize: bigint;
  readonly root: string;
  /** The same for all attempts, so that at most one of them is ever mined. */
  readonly nonce: number;
  readonly state: AnchorState;
  /** Of the attempt that counts: the one in a block, otherwise the one that is to be sent. */
  readonly hash: string;
  readonly signedAt: Date;
  /** When an RPC first took one of the attempts, as far as we heard. */
  readonly broadcastAt: Date | null;
  /** Time of the block; null again after a reorg. */
  readonly minedAt: Date | null;
  /** When its fate, good or bad, was found to be beyond change: from then on nobody looks at it again. */
  readonly finalAt: Date | null;
  readonly failedAt: Date | null;
  /** When the block that held it was last found to be gone. */
  readonly reorgedAt: Date | null;
  /** Why it failed, in words. */
  readonly failure: string | null;
  readonly blockNumber: bigint | null;
  readonly blockHash: string | null;
  /** The block's header in RLP, as 0x and hex: it holds the block's time, and its hash is the block's. Null where it is not known. */
  readonly blockHeader: string | null;
  readonly paidWei: bigint | null;
  readonly receipt: Readonly<Record<string, unknown>> | null;
}

/** A transaction that was signed for an anchor. Every one is kept: any of them may be the one that is mined. */
export interface AnchorAttempt {
  /** keccak256 of the raw transaction. */
  readonly hash: string;
  /** Id of its anchor. */
  readonly anchor: string;
  readonly raw: string;
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  readonly signedAt: Date;
  /** When an RPC first took it, as far as we heard. */
  readonly broadcastAt: Date | null;
  /** What an RPC last complained of, or lied about. */
  readonly complaint: string | null;
}

/** What the chain shows of an anchor at one moment. */
export interface Sight {
  /** The attempt that a block holds. */
  readonly mined: MinedTransaction | null;
  /** Nonces of the sender that the newest block's chain has used, asked before the attempts. */
  readonly usedNonces: number;
  readonly finalBlock: number;
}

export type Fate =
  | { readonly is: 'open' }
  | { readonly is: 'mined'; readonly mined: MinedTransaction; readonly isFinal: boolean }
  | {
      readonly is: 'without effect';
      readonly mined: MinedTransaction;
      readonly isFinal: boolean;
      readonly why: string;
    }
  /** Another transaction used its nonce. */
  | { readonly is: 'overtaken' };

export function fateOf(anchor: Anchor, { mined, usedNonces, finalBlock }: Sight): Fate {
  if (!mined) return { is: usedNonces > anchor.nonce ? 'overtaken' : 'open' };
  const isFinal = mined.blockNumber <= finalBlock;
  if (!mined.succeeded) {
    return { is: 'without effect', mined, isFinal, why: 'The registry reverted the transaction.' };
  }
  return isEffective(anchor, mined)
    ? { is: 'mined', mined, isFinal }
    : { is: 'without effect', mined, isFinal, why: 'The registry held this root already when it was mined.' };
}

/** A replay succeeds too, but leaves no event: it shows nobody when the root came onto the chain. */
function isEffective({ registry, logId, fromSize, toSize, root }: Anchor, mined: MinedTransaction): boolean {
  const { success, data } = receiptSchema.safeParse(mined.receipt);
  const step = { logId, from: Number(fromSize), to: Number(toSize), root };
  return success && hasAnchorEvent(data, registry, step);
}

const OUT_OF_BLOCK = {
  minedAt: null,
  blockNumber: null,
  blockHash: null,
  blockHeader: null,
  paidWei: null,
  receipt: null,
};

/** What a fate changes in the row of an anchor; null when it changes nothing. */
export function changesBy(fate: Fate, anchor: Anchor, now: Date): Partial<Anchor> | null {
  if (fate.is === 'overtaken') return null;
  if (fate.is === 'open') return changesByReorg(anchor, now);
  const { mined, isFinal } = fate;
  const state = fate.is === 'without effect' ? 'failed' : isFinal ? 'final' : 'mined';
  const isKnown = anchor.state === state && anchor.blockHash === mined.blockHash;
  if (isKnown && isFinal === (anchor.finalAt !== null)) return null;
  return {
    state,
    hash: mined.hash,
    broadcastAt: anchor.broadcastAt ?? now,
    minedAt: mined.minedAt,
    finalAt: isFinal ? now : null,
    failedAt: state === 'failed' ? (anchor.failedAt ?? now) : null,
    failure: fate.is === 'without effect' ? fate.why : null,
    blockNumber: BigInt(mined.blockNumber),
    blockHash: mined.blockHash,
    blockHeader: mined.blockHeader,
    paidWei: mined.paidWei,
    receipt: mined.receipt,
  };
}

/** No block holds it, and one did: it is sent again as it is. What had failed stays so; other transactions rely on it. */
function changesByReorg(anchor: Anchor, now: Date): Partial<Anchor> | null {
  if (anchor.blockHash === null) return null;
  const state = anchor.state === 'failed' ? 'failed' : 'broadcast';
  return { ...OUT_OF_BLOCK, state, finalAt: null, reorgedAt: now };
}

/** What it changes that another transaction used the nonce; `isFinal` when no reorg can give it back. */
export function changesByOvertaking(
  anchor: Anchor,
  { isOnChain, isFinal, now }: { isOnChain: boolean; isFinal: boolean; now: Date },
): Partial<Anchor> | null {
  if (anchor.state === 'failed' && anchor.blockHash === null && isFinal === (anchor.finalAt !== null))
    return null;
  const seen = isOnChain
    ? 'The registry holds this root all the same: a transaction that is not known here anchored it.'
    : 'Another is signed.';
  return {
    ...OUT_OF_BLOCK,
    state: 'failed',
    finalAt: isFinal ? now : null,
    failedAt: anchor.failedAt ?? now,
    failure: `Another transaction of ${anchor.sender} used the nonce ${anchor.nonce}. ${seen}`,
  };
}

/** What it changes that the chain lacks a transaction before it, and that nobody here can send that. */
export const changesByHole = (anchor: Anchor, usedNonces: number, now: Date): Partial<Anchor> => ({
  state: 'failed',
  failedAt: now,
  failure: `No transaction of ${anchor.sender} with the nonce ${usedNonces} is on the chain or known here, so that nonce ${anchor.nonce} cannot be mined. Another is signed.`,
});

/** Whether a time is over; also when the clock was set back since, for nobody knows then how long it has been. */
export const hasPassed = (ms: number, since: Date, now: Date): boolean =>
  now < since || now.getTime() - since.getTime() >= ms;

export const isOnItsWay = ({ state }: Pick<Anchor, 'state'>): boolean =>
  state === 'tx-signed' || state === 'broadcast';
