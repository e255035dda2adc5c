import { canonicalJson } from '../../lib/canonical-json.js';
import { firstWords } from '../../lib/first-words.js';
import type { NoteKey } from '../../lib/signed-note.js';
import type { Database, Ledger, MinedTransaction } from '../../ports.js';
import { allAnchors } from '../anchor-store.js';
import type { Anchor } from '../anchor.js';
import { checkpointAt } from '../checkpoint-store.js';
import { isSigned } from './check-checkpoint-rows.js';
import { differing } from './differing.js';
import type { Report } from './finding.js';
import { rootAmong, type SignedSize } from './signed-history.js';

interface Needs {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly log: NoteKey;
  readonly report: Report;
  /** What the log had signed when everything else was compared. */
  readonly heads: readonly SignedSize[];
}

/**
 * Compares anchors and checkpoints with what the chain holds. It has no snapshot, and neither have the rows here: each is
 * read so that what a server does meanwhile is no fault. Gives how many anchors were not looked for: those on a chain, in
 * a registry or of a key that the log had before, which this ledger knows nothing of; all where the chain does not answer.
 */
export async function checkChain(needs: Needs): Promise<bigint> {
  const { database, ledger, report } = needs;
  const anchors = await allAnchors(database.tables);
  const here = anchors.filter((anchor) => isHere(anchor, ledger));
  try {
    for (const anchor of here) await checkOnChain(needs, anchor);
    await checkNewest(needs);
    return BigInt(anchors.length - here.length);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    report({
      code: 'CHAIN_UNREACHABLE',
      subject: `chain ${ledger.chainId}`.trim(),
      message: `The chain does not answer: ${firstWords(error.cause)}`,
    });
    return BigInt(anchors.length);
  }
}

/** An address is one in whatever case it is written (ERC-55). */
const isHere = (anchor: Anchor, { chainId, registry, logId }: Ledger): boolean =>
  anchor.chainId === chainId &&
  anchor.registry.toLowerCase() === registry.toLowerCase() &&
  anchor.logId === logId;

/** Tells what the chain did not answer from what the database did not. */
class NoAnswer extends Error {}

const answered = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    throw new NoAnswer('The chain does not answer.', { cause });
  });

async function checkOnChain({ ledger, report }: Needs, anchor: Anchor): Promise<void> {
  if (anchor.state !== 'mined' && anchor.state !== 'final') return;
  const subject = `anchors ${anchor.id}`;
  const mined = await answered(ledger.mined(anchor.hash));
  const root = await answered(ledger.rootAt(anchor.toSize));
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

/** A chain that is ahead: the log has signed more than is known here. */
async function checkNewest({ database, ledger, log, report, heads }: Needs): Promise<void> {
  const { size, root } = await answered(ledger.newest());
  if (size === 0n || rootAmong(heads, size) === root) return;
  // Read after the chain was asked: a checkpoint is stored before it is anchored.
  const row = await checkpointAt(database.tables, size);
  if (row?.root === root && isSigned(row, log)) return;
  const own = rootAmong(heads, size) ?? row?.root;
  report({
    code: 'CHAIN_AHEAD',
    subject: `checkpoint ${size}`,
    message: `The chain holds a checkpoint of this log of size ${size} with the root ${root}; ${own ? `here it has the root ${own}` : 'here there is none of that size'}.`,
  });
}
