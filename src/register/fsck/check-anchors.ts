import { Transaction } from 'ethers';
import { readAnchorTransaction } from '../../evidence/anchor-event.js';
import type { AnchorRows } from '../anchor-store.js';
import type { Anchor, AnchorAttempt } from '../anchor.js';
import { columnsAgainstState } from './anchor-problems.js';
import { differing } from './differing.js';
import type { Report } from './finding.js';
import { rootAmong, type SignedSize } from './signed-history.js';

/**
 * Compares anchors with the transactions that were signed for them, with the checkpoints, and with the state that they
 * say. What no signature tells is not checked: when something was signed, sent or complained of.
 */
export function checkAnchors(
  { anchors, attempts }: AnchorRows,
  heads: readonly SignedSize[],
  report: Report,
): void {
  const ids = new Set(anchors.map(({ id }) => id));
  for (const attempt of attempts) {
    const columns = attemptProblems(attempt);
    if (columns.length > 0)
      report({
        code: 'ATTEMPT_WRONG',
        subject: `anchor_attempts ${attempt.hash}`,
        message: `The row and the signed transaction in it differ in: ${columns.join(', ')}.`,
      });
    if (!ids.has(attempt.anchor))
      report({
        code: 'ANCHOR_MISSING',
        subject: `anchors ${attempt.anchor}`,
        message: `The transaction ${attempt.hash} was signed for it, and the database has no row of it.`,
      });
  }
  const byHash = new Map(attempts.map((attempt) => [attempt.hash, attempt]));
  for (const anchor of anchors) {
    const subject = `anchors ${anchor.id}`;
    const attempt = byHash.get(anchor.hash);
    const columns = attempt?.anchor === anchor.id ? anchorProblems(anchor, attempt) : ['hash'];
    // Of what is beyond the log's own end the chain tells: CHAIN_AHEAD.
    const isKnown = anchor.toSize <= (heads.at(-1)?.size ?? 0n);
    if (isKnown && rootAmong(heads, anchor.toSize) !== anchor.root) columns.push('root of the checkpoint');
    if (columns.length > 0)
      report({
        code: 'ANCHOR_WRONG',
        subject,
        message: `The row is not what was signed for it. It differs in: ${[...new Set(columns)].join(', ')}.`,
      });
    const against = columnsAgainstState(anchor);
    if (against.length > 0)
      report({
        code: 'ANCHOR_WRONG',
        subject,
        message: `The row is said to be ${anchor.state}, and no such anchor has its ${against.join(', ')}.`,
      });
  }
}

function attemptProblems({ raw, hash, gasLimit, maxFeePerGas, maxPriorityFeePerGas }: AnchorAttempt) {
  const read = readAnchorTransaction(raw);
  if (!read) return ['raw'];
  const terms = Transaction.from(raw);
  return differing([
    ['hash', read.hash, hash],
    ['gas_limit', terms.gasLimit, gasLimit],
    ['max_fee_per_gas', terms.maxFeePerGas, maxFeePerGas],
    ['max_priority_fee_per_gas', terms.maxPriorityFeePerGas, maxPriorityFeePerGas],
  ]);
}

function anchorProblems(anchor: Anchor, { raw }: AnchorAttempt): string[] {
  const signed = readAnchorTransaction(raw);
  if (!signed) return ['hash'];
  return differing([
    ['chain_id', signed.chainId, anchor.chainId],
    // An address is one in whatever case it is written (ERC-55), and ANCHOR_REGISTRY may be in any.
    ['registry', signed.registry.toLowerCase(), anchor.registry.toLowerCase()],
    ['log_id', signed.logId, anchor.logId],
    ['sender', signed.sender, anchor.sender],
    ['from_size', BigInt(signed.from), anchor.fromSize],
    ['to_size', BigInt(signed.to), anchor.toSize],
    ['root', signed.root, anchor.root],
    ['nonce', Transaction.from(raw).nonce, anchor.nonce],
  ]);
}
