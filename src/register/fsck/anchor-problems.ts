import { canonicalJson } from '../../lib/canonical-json.js';
import type { MinedTransaction } from '../../ports.js';
import { isOnItsWay, type Anchor, type Fate } from '../anchor.js';
import { differing } from './differing.js';
import type { Finding } from './finding.js';

const isInBlock = ({ state }: Anchor): boolean => state === 'mined' || state === 'final';

/** The columns that no anchor has in the state that the row says, whatever the chain holds. */
export function columnsAgainstState(anchor: Anchor): string[] {
  const isFailed = anchor.state === 'failed';
  if (!isInBlock(anchor) && !isOnItsWay(anchor) && !isFailed) return ['state'];
  // One that failed may have cost gas in a block or have been overtaken, and either be settled or not.
  const hasBlock = isInBlock(anchor) || (isFailed && anchor.blockHash !== null);
  const isSettled = anchor.state === 'final' || (isFailed && anchor.finalAt !== null);
  return differing([
    ['mined_at', anchor.minedAt !== null, hasBlock],
    ['block_number', anchor.blockNumber !== null, hasBlock],
    ['block_hash', anchor.blockHash !== null, hasBlock],
    ['paid_wei', anchor.paidWei !== null, hasBlock],
    ['receipt', anchor.receipt !== null, hasBlock],
    ['failed_at', anchor.failedAt !== null, isFailed],
    ['failure', anchor.failure !== null, isFailed],
    ['final_at', anchor.finalAt !== null, isSettled],
  ]);
}

/**
 * How an anchor's row, which goes with its state, differs from its fate on the chain; null when it does not. A row that
 * says that the fate is open says little: the server, which may have been killed, looks at the chain before anything else.
 */
export function againstFate(anchor: Anchor, fate: Fate): Omit<Finding, 'subject'> | null {
  const isSettled = anchor.finalAt !== null;
  const isFailed = anchor.state === 'failed';
  if (isOnItsWay(anchor) || (isFailed && !isSettled && anchor.blockHash === null)) return null;
  if (!('mined' in fate)) {
    if (anchor.blockHash !== null)
      return {
        code: 'ANCHOR_NOT_ON_CHAIN',
        message: `No block of the chain holds the transaction ${anchor.hash}, which is said to be ${anchor.state}.`,
      };
    return fate.is === 'open' ? wrong(['final_at']) : null;
  }
  if (isFailed !== (fate.is === 'without effect')) return wrong(['state']);
  const early = isSettled && !fate.isFinal ? [isFailed ? 'final_at' : 'state'] : [];
  const columns = [...early, ...minedProblems(anchor, fate.mined)];
  return columns.length > 0 ? wrong(columns) : null;
}

const wrong = (columns: readonly string[]): Omit<Finding, 'subject'> => ({
  code: 'ANCHOR_WRONG',
  message: `The row is not what the chain says of the transaction. It differs in: ${columns.join(', ')}.`,
});

const minedProblems = (anchor: Anchor, mined: MinedTransaction): string[] =>
  differing([
    ['hash', mined.hash, anchor.hash],
    ['mined_at', mined.minedAt.getTime(), anchor.minedAt?.getTime()],
    ['block_number', BigInt(mined.blockNumber), anchor.blockNumber],
    ['block_hash', mined.blockHash, anchor.blockHash],
    // Of anchors from before headers were kept there is none.
    ['block_header', anchor.blockHeader === null ? null : mined.blockHeader, anchor.blockHeader],
    ['paid_wei', mined.paidWei, anchor.paidWei],
    ['receipt', canonicalJson(mined.receipt), canonicalJson(anchor.receipt)],
  ]);
