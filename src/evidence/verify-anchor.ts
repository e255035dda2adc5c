import { messageOf } from '../lib/message-of.js';
import { toHex } from '../lib/hex.js';
import type { TreeHead } from '../lib/merkle.js';
import { sha256 } from '../lib/sha256.js';
import { canonicalBytes } from '../lib/canonical-json.js';
import type { WalletAnswer, WalletQuestion } from '../ports.js';
import { readBlockHeader } from '../lib/block-header.js';
import { parseVerifierKey } from '../lib/signed-note.js';
import { hasAnchorEvent, readAnchorTransaction, registrySalt } from './anchor-event.js';
import { failed, judged, notChecked, passed, type Check, type When } from './evidence-report.js';
import {
  anchorSchema,
  receiptSchema,
  type Manifest,
  type PackageParts,
  type PackedAnchor,
} from './package-format.js';
import { readJson } from './read-json.js';

const SUBJECT = 'anchor.json';
const MAX_ANCHOR_BYTES = 1_000_000;

/** The chain as somebody's own RPC shows it. Its answers are believed; nothing else in the package is needed for them. */
export interface ChainReader {
  /** In decimal. */
  chainId(): Promise<string>;
  /** The answer to eth_getTransactionReceipt, as it came: null for an unknown transaction. */
  receipt(hash: string): Promise<unknown>;
  /** Asks a contract wallet at a block (EIP-1271), where the reader can; throws where the chain gives no answer. */
  askWallet?(question: WalletQuestion): Promise<WalletAnswer>;
  /** When the block was made, where the reader can say. */
  blockTime?(blockHash: string): Promise<Date | null>;
}

/**
 * Checks that the transaction in the package anchors the checkpoint's very root and size, under an id that is made of the
 * log's key, and asks a chain whether it holds it. Without a chain the best result is "not checked": anybody can sign a transaction that was never sent.
 */
export async function verifyAnchor(
  parts: PackageParts,
  manifest: Manifest,
  { head, chain }: { head: TreeHead | null; chain: ChainReader | undefined },
): Promise<Check[]> {
  const what = 'The transaction anchors the checkpoint';
  if (manifest.anchor === null)
    return [
      notChecked({
        what,
        subject: SUBJECT,
        detail: 'The package holds no anchor: its checkpoint was not on a chain when it was made.',
      }),
    ];
  const bytes = parts.get(manifest.anchor);
  if (!bytes) return [notChecked({ what, subject: SUBJECT, detail: 'The package does not hold it.' })];
  const read = readJson<PackedAnchor>(bytes, anchorSchema, MAX_ANCHOR_BYTES);
  if ('problem' in read)
    return [failed({ what, subject: SUBJECT, detail: `It cannot be read. ${read.problem}` })];
  const anchor = read.value;
  const problem =
    selfProblem(anchor) ??
    transactionProblem(anchor) ??
    logProblem(anchor, manifest) ??
    receiptProblem(anchor) ??
    blockProblem(anchor) ??
    headProblem(anchor, head);
  if (problem !== null) return [failed({ what, subject: SUBJECT, detail: problem })];
  const fits = head
    ? passed({
        what,
        subject: SUBJECT,
        detail: `Transaction ${anchor.hash}, signed by ${anchor.sender}, carries the checkpoint's root and size, in the registry ${anchor.registry} under the id ${anchor.logId}, which is made of this log's key and of ${creatorOf(anchor)}. Whether these are the log's own, compare with what it publishes of its anchors.`,
      })
    : notChecked({
        what,
        subject: SUBJECT,
        detail: 'There is no readable checkpoint with which it could be compared.',
      });
  return [fits, await chainCheck(anchor, chain)];
}

/** The one checksum of the package: without it, damage to what only a chain can confirm would go unseen offline. */
function selfProblem({ sha256: wanted, ...rest }: PackedAnchor): string | null {
  const actual = toHex(sha256(canonicalBytes(rest)));
  return actual === wanted ? null : `It was altered: its members have the SHA-256 ${actual}, not ${wanted}.`;
}

function transactionProblem(anchor: PackedAnchor): string | null {
  const signed = readAnchorTransaction(anchor.raw);
  if (!signed) return 'Its raw transaction is not a signed call of anchor() in a CheckpointRegistry.';
  const name = (['hash', 'chainId', 'registry', 'sender', 'logId', 'from', 'to', 'root'] as const).find(
    (one) => String(signed[one]).toLowerCase() !== String(anchor[one]).toLowerCase(),
  );
  return name === undefined
    ? null
    : `Its ${name} is given as ${anchor[name]}; the signed transaction says ${signed[name]}.`;
}

/** Whose address the id is made of besides is no more than told: a package cannot show who may anchor the log. */
function logProblem({ raw, logId }: PackedAnchor, { log }: Manifest): string | null {
  const key = parseVerifierKey(log.verifierKey);
  const wanted = key && registrySalt(key);
  const salt = readAnchorTransaction(raw)?.salt;
  return salt === wanted
    ? null
    : `Its logId ${logId} is that of another log: it is made with ${salt}, and the SHA-256 of this log's key is ${wanted}.`;
}

const creatorOf = ({ raw }: PackedAnchor): string | undefined => readAnchorTransaction(raw)?.creator;

function receiptProblem(anchor: PackedAnchor): string | null {
  const { receipt, registry, hash, blockNumber, blockHash } = anchor;
  if (receipt.transactionHash !== undefined && receipt.transactionHash !== hash)
    return `The receipt is of the transaction ${receipt.transactionHash}, not ${hash}.`;
  if (Number(receipt.blockNumber) !== blockNumber || receipt.blockHash !== blockHash)
    return 'The receipt is of another block than the one that is given.';
  return hasAnchorEvent(receipt, registry, anchor)
    ? null
    : "The receipt does not show a success with the registry's CheckpointAnchored event for this log, size and root.";
}

/** Where the header is there, number and time of the block are what the chain hashed. */
function blockProblem({ header, blockHash, blockNumber, minedAt }: PackedAnchor): string | null {
  if (header === undefined) return null;
  const read = readBlockHeader(header);
  if (read?.hash !== blockHash) return "The block's header is not that of the block that is given.";
  return read.number === BigInt(blockNumber) && read.timestamp.toISOString() === minedAt
    ? null
    : `The block's header says number ${read.number} and ${read.timestamp.toISOString()}; given are ${blockNumber} and ${minedAt}.`;
}

function headProblem({ to, root }: PackedAnchor, head: TreeHead | null): string | null {
  if (!head) return null;
  if (BigInt(to) !== head.size)
    return `It anchors a log of ${to} entries, and the checkpoint is of ${head.size}.`;
  return root === toHex(head.root)
    ? null
    : `It anchors the root ${root}, and the checkpoint's is ${toHex(head.root)}.`;
}

async function chainCheck(anchor: PackedAnchor, chain: ChainReader | undefined): Promise<Check> {
  const when = 'today' as const;
  const what = 'The chain holds the transaction';
  const subject = `transaction ${anchor.hash} on chain ${anchor.chainId}`;
  if (!chain)
    return notChecked({
      when,
      what,
      subject,
      detail: `Needs an RPC of chain ${anchor.chainId}, or any block explorer of it.`,
    });
  try {
    const chainId = await chain.chainId();
    if (chainId !== anchor.chainId)
      return notChecked({
        when,
        what,
        subject,
        detail: `The RPC is of chain ${chainId}, and the anchor is on chain ${anchor.chainId}.`,
      });
    return await askedOf(chain, anchor, { when, what, subject });
  } catch (error) {
    // An RPC that is down says nothing about the evidence.
    return notChecked({
      when,
      what,
      subject,
      detail: `The RPC did not answer: ${messageOf(error)}`,
    });
  }
}

async function askedOf(
  chain: ChainReader,
  anchor: PackedAnchor,
  finding: { when: When; what: string; subject: string },
): Promise<Check> {
  const answer = await chain.receipt(anchor.hash);
  if (answer === null) return failed({ ...finding, detail: 'The chain knows no such transaction.' });
  const { success, data: receipt } = receiptSchema.safeParse(answer);
  if (!success)
    return notChecked({ ...finding, detail: 'The RPC answered with something that is no receipt.' });
  const problem = hasAnchorEvent(receipt, anchor.registry, anchor)
    ? null
    : "The chain's own receipt does not show the CheckpointAnchored event for this log, size and root.";
  const time = problem === null ? await chain.blockTime?.(receipt.blockHash) : null;
  const moved =
    receipt.blockHash === anchor.blockHash
      ? ''
      : ' It is another block than when the package was made: the chain was reorganised.';
  const dated = time ? `, made at ${time.toISOString()}: the statements existed by then` : '';
  return judged(problem, {
    ...finding,
    detail: `Block ${Number(receipt.blockNumber)} (${receipt.blockHash})${dated}.${moved}`,
  });
}
