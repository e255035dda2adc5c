import type { EntityManager } from 'typeorm';
import type { NoteKey, NoteSigner } from './lib/signed-note.js';
import type { RecoverableSignature } from './lib/recover-address.js';
import type { ImageReader } from './originality/fingerprint.js';
import type { HashThread } from './originality/open-hash-search.js';
import type { LookThread } from './originality/open-look-search.js';
import type { SignedMessage } from './register/typed-data.js';
import type { RenditionPart } from './works/renditions/rendition.js';

/**
 * What we need from outside. A port exists where two adapters do; `adapters/open-adapters.ts` chooses.
 * `Tables` is TypeORM's manager by its type alone: only stores and adapters use what it can do.
 */
export type Tables = EntityManager;

export interface Database {
  /** Whether other processes may use it at the same time; the embedded one is locked for one. */
  readonly isShared: boolean;
  /** For reads outside of a transaction. */
  readonly tables: Tables;
  /** All of the work is committed, or none of it. Inside, use only the tables that are passed. */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /**
   * Writes the files of tables anew without what was deleted or written over in them. Gives whether the journal was rid of it too: that
   * of a database server is for its operator.
   */
  compact(tables: readonly string[]): Promise<{ readonly isJournalClear: boolean }>;
  close(): Promise<void>;
}

/** UnixFS files by their CIDv1, in the one profile of `lib/cid.ts`; the same bytes always have the same CID. */
export interface ContentStore {
  /** Stores the bytes and resolves to their CID when they are kept (on disk, or pinned). */
  put(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string>;
  /** The file's bytes in order, every block checked against its CID. Throws ContentMissing or ContentDamaged. */
  read(cid: string): AsyncIterable<Uint8Array>;
  has(cid: string): Promise<boolean>;
  /** The CIDs of a file's blocks, its own first, as far as its nodes are there to tell them. */
  blocksOf(cid: string): Promise<string[]>;
  /** Takes blocks out for good; those that are not there are no failure. Throws where one is kept for others. */
  remove(blocks: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export class ContentMissing extends Error {
  constructor(readonly cid: string) {
    super(`The content store does not hold ${cid}.`);
  }
}

export class ContentDamaged extends Error {
  constructor(readonly cid: string) {
    super(`The content store's bytes for ${cid} are not those that the CID names.`);
  }
}

export class LogFileAltered extends Error {
  constructor(readonly path: string) {
    super(
      `The log's file ${path} holds other bytes than the register gives for it: one of the two was altered.`,
    );
  }
}

/** A file of the log by its path, such as tile/0/x001/234. */
export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The log's public files: tiles, bundles of entries, the checkpoint. They can be copied and served as they lie. */
export interface LogFiles {
  read(path: string): Promise<Uint8Array | null>;
  /** The bytes of a file that may be long; null where there is none. */
  stream(path: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** The paths of all files below a folder, in no order; none where there is no such folder. */
  list(folder: string): AsyncIterable<string>;
  /** Keeps files that never change; when it resolves they survive a power cut. Throws LogFileAltered where other bytes are there. */
  keep(files: readonly LogFile[]): Promise<void>;
  /** Puts a file in the place of the one before: whoever reads meets one or the other. */
  replace(file: LogFile): Promise<void>;
  /** Adds a line to a file of lines; one that a crash cut off is taken out before. */
  append(path: string, line: string): Promise<void>;
  /** Takes a folder out, if it is there. */
  remove(folder: string): Promise<void>;
}

/** One step of a log on the chain: its checkpoint moves from size `from` to size `to`. */
export interface AnchorCall {
  readonly from: bigint;
  readonly to: bigint;
  /** RFC 6962 root of the log at size `to`: 32 bytes, lower-case hex without prefix. */
  readonly root: string;
}

/** What a transaction may use and cost at most; prices in wei a unit of gas (EIP-1559). */
export interface GasTerms {
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** A transaction that is signed and not yet sent; store it before `broadcast`. */
export interface SignedTransaction {
  /** keccak256 of `raw`, 0x and 64 hex digits; never what an RPC replied. */
  readonly hash: string;
  readonly raw: string;
}

/** What an RPC made of a transaction that was sent to it. */
export interface Reception {
  /** It said that it has the transaction now, or has had it before. */
  readonly isTaken: boolean;
  /** What it complained of or lied about, or that it did not answer; null when there is nothing to tell. */
  readonly complaint: string | null;
}

export interface MinedTransaction {
  readonly hash: string;
  readonly succeeded: boolean;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** The block's header in RLP, as 0x and hex; null where the chain's headers have another form. */
  readonly blockHeader: string | null;
  readonly minedAt: Date;
  /** Gas used, times its price. */
  readonly paidWei: bigint;
  /** The receipt as the RPC gave it, for the evidence package. */
  readonly receipt: Readonly<Record<string, unknown>>;
}

/** A step of the log that the chain holds, with the transaction that made it. */
export interface AnchoredTransaction extends AnchorCall {
  readonly raw: string;
  readonly sender: string;
  readonly nonce: number;
  readonly terms: GasTerms;
  readonly mined: MinedTransaction;
}

/** A block by number and by hash: after a reorg only the hash tells which. */
export interface NamedBlock {
  readonly blockNumber: number;
  /** 0x and 64 hex digits. */
  readonly blockHash: string;
}

/** Whether a contract wallet calls a signature over a hash good (EIP-1271); addresses and bytes as 0x and hex. */
export interface WalletQuestion {
  readonly wallet: string;
  readonly hash: string;
  readonly signature: string;
  /** The block at which it is asked. */
  readonly blockHash: string;
}

/** `not accepted`: whatever the wallet did instead, be it that it reverted. */
export type WalletAnswer = 'accepted' | 'not accepted' | 'no contract';

/** The newest block of the chain, or the newest that no reorg can take away any more. */
export type ChainHead = 'newest' | 'final';

/**
 * The chain under the anchors, for one log: `contracts/CheckpointRegistry.sol` called by one sender. It counts nothing
 * and remembers nothing: nonces, attempts and times are the caller's. Contract wallets are asked there too.
 */
export interface Ledger {
  readonly chainId: string;
  readonly registry: string;
  readonly sender: string;
  /** The log's id in the registry contract: 0x and 64 hex digits. */
  readonly logId: string;
  /** The gas that a call may need. Refuses ANCHOR_REFUSED with what the contract says. */
  estimate(call: AnchorCall): Promise<bigint>;
  /** The newest block's price of gas, and the tip with which transactions are mined soon; in wei a unit. */
  fees(): Promise<{ readonly baseFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }>;
  /** Signs, and asks the chain nothing. */
  sign(call: AnchorCall, nonce: number, terms: GasTerms): Promise<SignedTransaction>;
  /** Sends a signed transaction. What goes wrong is an answer here: whether it was sent all the same, nobody knows. */
  broadcast(raw: string): Promise<Reception>;
  /** Whether the RPC has the transaction, mined or waiting. */
  knows(hash: string): Promise<boolean>;
  /** The mined transaction, or null while no block holds it. Throws when the RPC answers with another's receipt. */
  mined(hash: string): Promise<MinedTransaction | null>;
  /** How many transactions of the sender the blocks up to a head hold: the nonce of the next. */
  usedNonces(head: ChainHead): Promise<number>;
  /** The number of the newest block that is final. */
  finalBlock(): Promise<number>;
  /** Size and root of the log's newest checkpoint at a head, the newest block if none is named; size 0 and a null root before the first. */
  newest(head?: ChainHead): Promise<{ readonly size: bigint; readonly root: string | null }>;
  blockAt(head: ChainHead): Promise<NamedBlock>;
  /** Asks a contract wallet. Throws where the chain gives no answer, be it that it does not know the block. */
  askWallet(question: WalletQuestion): Promise<WalletAnswer>;
  /** The root anchored at a size, hex without prefix, or null. */
  rootAt(size: bigint): Promise<string | null>;
  /** Every step of the log that the chain holds, the first one first. Reads all blocks' events: only for a rebuild and for fsck. */
  anchored(): Promise<AnchoredTransaction[]>;
  close(): Promise<void>;
}

/** Somebody who cosigns the log's checkpoints (c2sp.org/tlog-witness). */
export interface LogWitness {
  readonly key: NoteKey;
  /** Sends the body of add-checkpoint. Throws where nobody answers in time, or at too great length. */
  addCheckpoint(
    body: string,
    signal: AbortSignal,
  ): Promise<{ readonly status: number; readonly contentType: string; readonly body: string }>;
}

/** Finds out whose key signed; a port only so that it need not be done where everything else waits for it. */
export interface SignatureReader {
  /** The signer's address with the signature's one spelling; null for what is no signature. */
  recover(signed: SignedMessage): Promise<RecoverableSignature | null>;
  close(): Promise<void>;
}

/** Somebody who says, by a clock of their own, when they saw a digest (RFC 3161). */
export interface TimestampAuthority {
  readonly url: string;
  /** The answer, as it came, over the SHA-256 of the bytes. Throws where there is none, or none that holds. */
  stamp(data: Uint8Array): Promise<Uint8Array>;
}

export interface Clock {
  now(): Date;
}

/** A file that has arrived, until it is discarded. */
export interface StagedFile {
  readonly path: string;
  read(): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

/** Where files arrive before they are known to be what was declared. */
export interface Staging {
  /** Keeps the bytes, or refuses with WRONG_SIZE or WRONG_DIGEST and keeps nothing. */
  receive(
    bytes: AsyncIterable<Uint8Array>,
    declared: { readonly sizeBytes: number; readonly sha256: string },
  ): Promise<StagedFile>;
  close(): Promise<void>;
}

/** Renditions of a picture that are made together. */
export interface RenditionSet {
  readonly cid: string;
  readonly part: RenditionPart;
}

/** Pictures as they are shown. They are made when they are asked for, taken out when room is needed, and can be made again. */
export interface Renditions {
  /** One of a set by its name; null where the set is not there, or has none of this name. */
  read(set: RenditionSet, name: string): Promise<Uint8Array | null>;
  /** Has a set made as a folder at a path. While somebody makes it, others wait for that. */
  make(set: RenditionSet, into: (folder: string) => Promise<void>): Promise<void>;
  /** Takes out all of a picture's, with those that are being made. */
  remove(cid: string): Promise<void>;
}

/** Threads that hold what is searched in memory. */
export interface SearchThreads {
  readonly openHashes: () => HashThread;
  readonly openLooks: () => LookThread;
}

/** Everything that `adapters/open-adapters.ts` opens. */
export interface Ports {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
  readonly ledger: Ledger;
  readonly signatures: SignatureReader;
  readonly images: ImageReader;
  readonly searchThreads: SearchThreads;
  readonly staging: Staging;
  readonly renditions: Renditions;
  readonly clock: Clock;
  /** The log's origin and key. */
  readonly log: NoteSigner;
  readonly witnesses: readonly LogWitness[];
  /** Who stamps checkpoints; null where nobody does. */
  readonly timestamps: TimestampAuthority | null;
  /** Tells others who want the data folder where its server listens. */
  readonly noteUrl: (url: string) => Promise<void>;
  close(): Promise<void>;
}

/** The pages as they were built. */
export interface BuiltPages {
  readonly folder: string;
  /** What a page loads beyond the document's own files, by its source (a path from src/web). */
  readonly filesOf: (source: string) => readonly string[];
}
