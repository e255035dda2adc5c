import { AbiCoder, Interface, Transaction, keccak256 } from 'ethers';
import { toHex } from '../lib/hex.js';
import { sha256 } from '../lib/sha256.js';
import { verifierKey, type NoteKey } from '../lib/signed-note.js';
import type { Receipt } from './package-format.js';

/** Of contracts/ICheckpointRegistry.sol what an anchor leaves on a chain: the call and the event. */
const registryInterface = new Interface([
  'function anchor(address creator, bytes32 salt, uint64 from, uint64 to, bytes32 root)',
  'event CheckpointAnchored(bytes32 indexed logId, uint64 from, uint64 to, bytes32 root)',
]);

/** A step of a log in a registry. */
export interface AnchorStep {
  readonly logId: string;
  readonly from: number;
  readonly to: number;
  /** RFC 6962 root in hex. */
  readonly root: string;
}

/**
 * What tells a log from others of one creator in a registry: SHA-256 of its key as name+id+key (c2sp.org/signed-note),
 * as 0x and hex. So its place there follows from its name, its key, and who anchors it.
 */
export const registrySalt = (log: NoteKey): string =>
  `0x${toHex(sha256(new TextEncoder().encode(verifierKey(log))))}`;

/** What a signed transaction says, if it is one that calls `anchor`. */
export interface AnchorTransaction extends AnchorStep {
  readonly hash: string;
  readonly chainId: string;
  readonly registry: string;
  readonly sender: string;
  /** Of these two the log's id is made: keccak256(abi.encode(creator, salt)). */
  readonly creator: string;
  readonly salt: string;
}

/** Reads a raw signed transaction; null for one that is malformed, unsigned, or calls anything but `anchor`. */
export function readAnchorTransaction(raw: string): AnchorTransaction | null {
  try {
    const { to: registry, from: sender, chainId, data } = Transaction.from(raw);
    const call = registryInterface.parseTransaction({ data });
    if (registry === null || sender === null || call === null) return null;
    const [creator, salt, from, to, root] = call.args.toArray();
    const logId = keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'bytes32'], [creator, salt]));
    return {
      hash: keccak256(raw),
      chainId: String(chainId),
      registry,
      sender,
      logId,
      from: Number(from),
      to: Number(to),
      root: String(root).slice(2),
      creator: String(creator),
      salt: String(salt),
    };
  } catch {
    // ethers throws for every way in which bytes can fail to be such a transaction: that is the answer.
    return null;
  }
}

/** Whether the receipt is of a success and holds the registry's event for this very step. */
export function hasAnchorEvent({ status, logs }: Receipt, registry: string, step: AnchorStep): boolean {
  if (status !== '0x1') return false;
  const { data, topics } = registryInterface.encodeEventLog('CheckpointAnchored', [
    step.logId,
    step.from,
    step.to,
    `0x${step.root}`,
  ]);
  const isOurs = (log: Receipt['logs'][number]) =>
    log.address.toLowerCase() === registry.toLowerCase() && log.data.toLowerCase() === data;
  return logs.some(
    (log) => isOurs(log) && log.topics.map((topic) => topic.toLowerCase()).join() === topics.join(),
  );
}
