import { canonicalBytes } from '../lib/canonical-json.js';
import { witnessKey } from '../lib/cosignature.js';
import { toHex } from '../lib/hex.js';
import type { Hash } from '../lib/merkle.js';
import { sha256 } from '../lib/sha256.js';
import { verifierKey, type NoteKey } from '../lib/signed-note.js';
import { formatTlogProof } from '../lib/tlog-proof.js';
import type { Statement } from '../register/statement.js';
import type { MinedAnchor } from './evidence-store.js';
import {
  FORMAT,
  README,
  partsOfStatement,
  pathOfDocument,
  type ListedFile,
  type ListedStatement,
  type Manifest,
  type PackedAnchor,
  type Receipt,
} from './package-format.js';
import { readmeText } from './readme-text.js';

/** A statement with all that shows it to be in the log. */
export interface ProvedStatement {
  readonly index: number;
  readonly statement: Statement;
  /** The canonical JSON that was signed; of a statement whose words were erased, the receipt of that as the log signed it, and when it says they were. */
  readonly words: { readonly canonical: string } | { readonly receipt: string; readonly erasedAt: Date };
  /** The bytes of the log's leaf. */
  readonly entry: Uint8Array;
  readonly recordedAt: Date;
  /** RFC 6962 inclusion proof against the checkpoint. */
  readonly hashes: readonly Hash[];
}

export interface PackageContents {
  readonly work: string;
  readonly log: NoteKey;
  readonly statements: readonly ProvedStatement[];
  /** Ids of makings that claims name and that are not in it. */
  readonly leftOut: readonly string[];
  /** The note bears the signatures of the log and of each of the witnesses. */
  readonly checkpoint: { readonly size: number; readonly note: string };
  readonly witnesses: readonly NoteKey[];
  readonly anchor: PackedAnchor | null;
  /** The answer of a timestamp authority over the checkpoint. */
  readonly timestamp: Uint8Array | null;
  readonly files: readonly ListedFile[];
  /** Receipts of the files that were erased, by their parts. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Documents made of the rest, by their names: plain ones, such as record.pdf. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
}

/** Every part of a package but the files, by its name below data/. The same contents give the same bytes. */
export function assemblePackage(contents: PackageContents): {
  manifest: Manifest;
  parts: Map<string, Uint8Array>;
} {
  const { work, log, witnesses, statements, checkpoint, anchor, timestamp, files, receipts, documents } =
    contents;
  const parts = new Map<string, Uint8Array>();
  const utf8 = new TextEncoder();
  const listed: ListedStatement[] = [];
  for (const { words, entry, index, hashes, statement } of statements) {
    const { kind } = statement;
    const listing = { index, kind, ...('receipt' in words && { forgotten: true as const }) };
    const names = partsOfStatement(listing);
    listed.push({ ...listing, ...names });
    const proof = formatTlogProof({ index: BigInt(index), hashes, note: checkpoint.note });
    parts.set(names.path, utf8.encode('receipt' in words ? words.receipt : words.canonical));
    parts.set(names.entry, entry);
    parts.set(names.proof, utf8.encode(proof));
  }
  for (const [path, receipt] of receipts) parts.set(path, utf8.encode(receipt));
  parts.set('checkpoint.txt', utf8.encode(checkpoint.note));
  if (anchor) parts.set('anchor.json', canonicalBytes(anchor));
  if (timestamp) parts.set('timestamp.tsr', timestamp);
  const texts = new Map([
    [README, utf8.encode(readmeText(contents))],
    ...[...documents].map(([name, bytes]) => [pathOfDocument(name), bytes] as const),
  ]);
  for (const [path, bytes] of texts) parts.set(path, bytes);
  const manifest: Manifest = {
    format: FORMAT,
    work,
    log: { origin: log.name, verifierKey: verifierKey(log) },
    witnesses: witnesses.map(witnessKey),
    statements: listed,
    files: [...files],
    texts: [...texts].map(([path, bytes]) => ({ path, sha256: toHex(sha256(bytes)) })),
    anchor: anchor ? 'anchor.json' : null,
    ...(timestamp && { timestamp: 'timestamp.tsr' as const }),
  };
  parts.set('manifest.json', canonicalBytes(manifest));
  return { manifest, parts };
}

type Packable = Pick<
  MinedAnchor,
  | 'chainId'
  | 'registry'
  | 'logId'
  | 'sender'
  | 'fromSize'
  | 'toSize'
  | 'root'
  | 'hash'
  | 'raw'
  | 'state'
  | 'minedAt'
  | 'blockNumber'
  | 'blockHash'
  | 'blockHeader'
  | 'receipt'
>;

/** anchor.json of a mined transaction. */
export function packAnchor(anchor: Packable): PackedAnchor {
  const { chainId, registry, logId, sender, root, hash, raw, blockHash, blockHeader, state } = anchor;
  const packed = {
    chainId,
    registry,
    logId,
    sender,
    from: Number(anchor.fromSize),
    to: Number(anchor.toSize),
    root,
    hash,
    raw,
    blockNumber: Number(anchor.blockNumber),
    blockHash,
    ...(blockHeader !== null && { header: blockHeader }),
    minedAt: anchor.minedAt.toISOString(),
    state,
    receipt: anchor.receipt as Receipt, // as the RPC gave it; the verifier reads it by its schema
  };
  return { ...packed, sha256: toHex(sha256(canonicalBytes(packed))) };
}
