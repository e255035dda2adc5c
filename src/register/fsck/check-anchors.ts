import { Transaction } from 'ethers';
import { readAnchorTransaction } from '../../evidence/anchor-event.js';
import { canonicalJson } from '../../lib/canonical-json.js';
import { firstWords } from '../../lib/first-words.js';
import type { Database, Ledger, MinedTransaction } from '../../ports.js';
import { anchorsOfLog, attemptsOf } from '../anchor-store.js';
import type { Anchor, AnchorAttempt } from '../anchor.js';
import type { Report } from './finding.js';
import type { SignedSize } from './signed-history.js';

interface Needs {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly report: Report;
  /** What the log has signed. */
  readonly heads: readonly SignedSize[];
}

/**
 * Compares anchors with the transactions that were signed for them, with the checkpoints, and with what the chain
 * holds. What no signature and no block tells is not checked: when something was signed, sent or complained of.
 */
export async function checkAnchors(needs: Needs): Promise<void> {
  const { database, ledger, report } = needs;
  const anchors = await anchorsOfLog(database.tables, ledger);
  for (const anchor of anchors) await checkTransactions(needs, anchor);
  try {
    for (const anchor of anchors) await checkOnChain(needs, anchor);
    await checkNewest(needs);
  } catch (error) {
    report({
      code: 'CHAIN_UNREACHABLE',
      subject: `chain ${ledger.chainId}`.trim(),
      message: `The chain does not answer: ${firstWords(error)}`,
    });
  }
}

async function checkTransactions(
  { database: { tables }, report, heads }: Needs,
  anchor: Anchor,
): Promise<void> {
  const attempts = await attemptsOf(tables, [anchor.id]);
  for (const attempt of attempts) {
    const columns = attemptProblems(attempt);
    if (columns.length > 0)
      report({
        code: 'ATTEMPT_WRONG',
        subject: `anchor_attempts ${attempt.hash}`,
        message: `The row and the signed transaction in it differ in: ${columns.join(', ')}.`,
      });
  }
  const sound = attempts.find(({ hash, raw }) => hash === anchor.hash && readAnchorTransaction(raw));
  const columns = sound ? anchorProblems(anchor, sound) : ['hash'];
  if (rootAmong(heads, anchor.toSize) !== anchor.root) columns.push('root of the checkpoint');
  if (columns.length > 0)
    report({
      code: 'ANCHOR_WRONG',
      subject: `anchors ${anchor.id}`,
      message: `The row is not what was signed for it. It differs in: ${[...new Set(columns)].join(', ')}.`,
    });
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
  return differing([
    ['chain_id', signed?.chainId, anchor.chainId],
    ['registry', signed?.registry, anchor.registry],
    ['log_id', signed?.logId, anchor.logId],
    ['sender', signed?.sender, anchor.sender],
    ['from_size', BigInt(signed?.from ?? 0), anchor.fromSize],
    ['to_size', BigInt(signed?.to ?? 0), anchor.toSize],
    ['root', signed?.root, anchor.root],
    ['nonce', Transaction.from(raw).nonce, anchor.nonce],
  ]);
}

const differing = (pairs: readonly (readonly [string, unknown, unknown])[]): string[] =>
  pairs.filter(([, one, other]) => one !== other).map(([name]) => name);

async function checkOnChain({ ledger, report }: Needs, anchor: Anchor): Promise<void> {
  if (anchor.state !== 'mined' && anchor.state !== 'final') return;
  const subject = `anchors ${anchor.id}`;
  const mined = await ledger.mined(anchor.hash);
  const root = await ledger.rootAt(anchor.toSize);
  if (!mined || root !== anchor.root) {
    report({
      code: 'ANCHOR_NOT_ON_CHAIN',
      subject,
      message: mined
        ? `The contract holds the root ${root} at the size ${anchor.toSize}; the anchor says ${anchor.root}.`
        : `No block of the chain holds the transaction ${anchor.hash}, which is said to be ${anchor.state}.`,
    });
    return;
  }
  const columns = minedProblems(anchor, mined);
  if (columns.length > 0)
    report({
      code: 'ANCHOR_WRONG',
      subject,
      message: `The row is not what the chain says of the transaction. It differs in: ${columns.join(', ')}.`,
    });
}

const minedProblems = (anchor: Anchor, mined: MinedTransaction): string[] =>
  differing([
    ['mined_at', mined.minedAt.getTime(), anchor.minedAt?.getTime()],
    ['block_number', BigInt(mined.blockNumber), anchor.blockNumber],
    ['block_hash', mined.blockHash, anchor.blockHash],
    ['paid_wei', mined.paidWei, anchor.paidWei],
    ['receipt', canonicalJson(mined.receipt), canonicalJson(anchor.receipt)],
  ]);

const rootAmong = (heads: readonly SignedSize[], wanted: bigint): string | undefined =>
  heads.find(({ size }) => size === wanted)?.root;

/** A chain that is ahead: the log has signed more than is known here. */
async function checkNewest({ ledger, report, heads }: Needs): Promise<void> {
  const { size, root } = await ledger.newest();
  const own = rootAmong(heads, size);
  if (size > 0n && own !== root)
    report({
      code: 'CHAIN_AHEAD',
      subject: `checkpoint ${size}`,
      message: `The chain holds a checkpoint of this log of size ${size} with the root ${root}; ${own ? `here it has the root ${own}` : 'here there is none of that size'}.`,
    });
}
