import { readAnchorTransaction } from '../../evidence/anchor-event.js';
import { firstWords } from '../../lib/first-words.js';
import type { NoteKey } from '../../lib/signed-note.js';
import type { AnchoredTransaction, Database, Ledger, MinedTransaction } from '../../ports.js';
import { anchorRows, type AnchorRows } from '../anchor-store.js';
import { fateOf, type Anchor, type Fate } from '../anchor.js';
import { checkpointAt } from '../checkpoint-store.js';
import { againstFate, columnsAgainstState } from './anchor-problems.js';
import { isSigned } from './check-checkpoint-rows.js';
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
  try {
    const anchored = await answered(ledger.anchored());
    // A call that is encoded otherwise than ours shows nobody what it did, and is nobody's here.
    const events = anchored.filter(({ raw }) => readAnchorTransaction(raw));
    const rows = await anchorRows(database.tables);
    const here = rows.anchors.filter((anchor) => isHere(anchor, ledger));
    checkEvents(needs, events, rows);
    await checkFates(needs, events, { ...rows, here });
    await checkNewest(needs);
    return BigInt(rows.anchors.length - here.length);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    report({
      code: 'CHAIN_UNREACHABLE',
      subject: `chain ${ledger.chainId}`.trim(),
      message: `Nothing could be asked of the chain: ${firstWords(error.cause)}`,
    });
    return BigInt((await anchorRows(database.tables)).anchors.length);
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

/** What the chain holds and the rows do not know. Each transaction is stored before it is sent. */
function checkEvents(
  { report, heads }: Needs,
  events: readonly AnchoredTransaction[],
  { anchors, attempts }: AnchorRows,
): void {
  const known = new Set([...attempts, ...anchors].map(({ hash }) => hash));
  for (const { to, root, mined } of events)
    // A root that the log has not is no anchor of what is here: CHAIN_AHEAD tells of it.
    if (!known.has(mined.hash) && rootAmong(heads, to) === root)
      report({
        code: 'ANCHOR_MISSING',
        subject: `anchors ${mined.hash}`,
        message: `The chain holds the checkpoint of size ${to} by the transaction ${mined.hash}, and the database has no row of it.`,
      });
}

/** What a row says and the chain does not hold. */
async function checkFates(
  { ledger, report }: Needs,
  events: readonly AnchoredTransaction[],
  { here, attempts }: AnchorRows & { readonly here: readonly Anchor[] },
): Promise<void> {
  const hashesOf = new Map(here.map(({ id, hash }) => [id, [hash]]));
  for (const { anchor, hash } of attempts) hashesOf.get(anchor)?.push(hash);
  const eventOf = new Map(events.map((event) => [event.mined.hash, event]));
  // After the rows were read: what is final by one of them is final here.
  const finalBlock = await answered(ledger.finalBlock());
  const usedNonces = await answered(ledger.usedNonces('final'));
  for (const anchor of here) {
    if (columnsAgainstState(anchor).length > 0) continue;
    const subject = `anchors ${anchor.id}`;
    const own = new Set(hashesOf.get(anchor.id));
    const event = [...own].map((hash) => eventOf.get(hash)).find((one) => one !== undefined);
    if (event && anchor.blockHash !== null && (event.to !== anchor.toSize || event.root !== anchor.root)) {
      report({
        code: 'ANCHOR_NOT_ON_CHAIN',
        subject,
        message: `The contract took the root ${event.root} at the size ${event.to} from it; the anchor says ${anchor.root} at ${anchor.toSize}.`,
      });
      continue;
    }
    const fate: Fate = event
      ? { is: 'mined', mined: event.mined, isFinal: event.mined.blockNumber <= finalBlock }
      : fateOf(anchor, { mined: await firstMined(ledger, own), usedNonces, finalBlock });
    const finding = againstFate(anchor, fate);
    if (finding) report({ ...finding, subject });
  }
}

async function firstMined(ledger: Ledger, hashes: Iterable<string>): Promise<MinedTransaction | null> {
  for (const hash of hashes) {
    const mined = await answered(ledger.mined(hash));
    if (mined) return mined;
  }
  return null;
}

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
