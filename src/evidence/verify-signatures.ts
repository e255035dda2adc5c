import * as z from 'zod';
import { rawCid } from '../lib/cid.js';
import { cidSchema, idOf } from '../lib/ids.js';
import { toHex } from '../lib/hex.js';
import { sha256 } from '../lib/sha256.js';
import { entrySchema, MAX_SIGNATURE_BYTES, type VerifiedAt } from '../register/entry.js';
import { MAX_STATEMENT_BYTES, statementSchema, type Statement } from '../register/statement.js';
import { recoverSigner, typedDataHash, typedMessage } from '../register/typed-data.js';
import { failed, notChecked, passed, type Check } from './evidence-report.js';
import type { ListedStatement, PackageParts } from './package-format.js';
import { readJson, type Read } from './read-json.js';
import { NO_RECEIPT, readReceipt } from './verify-receipt.js';
import type { ForgettingReceipt } from '../register/forgetting/forgetting-receipt.js';
import { statementOfRemains } from '../register/forgetting/remains.js';
import type { NoteKey } from '../lib/signed-note.js';

export const MAX_ENTRY_BYTES = 1_000 + 2 * MAX_SIGNATURE_BYTES;

/** A statement as the package has it, and what its signature is worth. */
export interface OpenedStatement {
  readonly listed: ListedStatement;
  /** Null where its signature is wrong, and where its words were erased. */
  readonly statement: Statement | null;
  /** What stays of a statement whose words were erased, on the word of the log; null of every other. */
  readonly remains: Statement | null;
  /** What only a chain can say: whether a contract wallet accepted the signature. Null for an ordinary key. */
  readonly wallet: WalletSignature | null;
  /** The CIDs that its bytes have and that its entry names: one, unless a part was altered. */
  readonly cids: readonly string[];
  /** When it was recorded, as its entry says; null where that cannot be read. */
  readonly recordedAt: string | null;
  readonly check: Check;
}

export interface WalletSignature {
  readonly signer: string;
  /** The EIP-712 hash that was signed: 0x and hex. */
  readonly hash: string;
  readonly signature: string;
  readonly verifiedAt: VerifiedAt;
}

/** Of an entry only what the signature needs: the rest of it is the log's word, which the inclusion proof covers. */
const signedPartSchema = z.looseObject({
  signature: entrySchema.shape.signature,
  statement: cidSchema,
  verifiedAt: entrySchema.shape.verifiedAt,
  recordedAt: entrySchema.shape.recordedAt.nullable().catch(null),
});

type SignedPart = z.infer<typeof signedPartSchema>;

/**
 * Reads one statement of the package and checks that the key which it names signed exactly its bytes (EIP-712). Of one whose words were
 * erased there is nothing to check but the receipt, which `log` must have signed.
 */
export function openStatement(
  parts: PackageParts,
  listed: ListedStatement,
  log: NoteKey | null,
): OpenedStatement {
  return listed.forgotten ? openForgotten(parts, listed, log) : openWords(parts, listed);
}

function openWords(parts: PackageParts, listed: ListedStatement): OpenedStatement {
  const what = 'Signed by the key that the statement names';
  const subject = listed.path;
  const bytes = parts.get(listed.path);
  const entryBytes = parts.get(listed.entry);
  if (!bytes || !entryBytes) {
    const missing = bytes ? listed.entry : listed.path;
    return {
      listed,
      statement: null,
      remains: null,
      wallet: null,
      cids: [],
      recordedAt: null,
      check: notChecked({ what, subject, detail: `The package does not hold ${missing}.` }),
    };
  }
  const ownCid = rawCid(sha256(bytes));
  const entry = readJson<SignedPart>(entryBytes, signedPartSchema, MAX_ENTRY_BYTES);
  const signed =
    'problem' in entry
      ? { problem: `No signature can be read from ${listed.entry}. ${entry.problem}` }
      : readSigned(bytes, ownCid, entry.value);
  const cids = 'problem' in entry ? [ownCid] : [...new Set([ownCid, entry.value.statement])];
  const recordedAt = 'problem' in entry ? null : entry.value.recordedAt;
  if ('problem' in signed)
    return {
      listed,
      statement: null,
      remains: null,
      wallet: null,
      cids,
      recordedAt,
      check: failed({ what, subject, detail: signed.problem }),
    };
  const { statement, wallet } = signed.value;
  if (wallet !== null) {
    const { chainId, blockNumber, blockHash } = wallet.verifiedAt;
    const detail = `The signer ${wallet.signer} is a contract wallet (EIP-1271): by the log's word it accepted the signature at block ${blockNumber} (${blockHash}) of chain ${chainId}. To check that needs an RPC of that chain.`;
    return {
      listed,
      statement,
      remains: null,
      wallet,
      cids,
      recordedAt,
      check: notChecked({ what, subject, detail }),
    };
  }
  const { role, signer, issuedAt, sentence } = statement;
  return {
    listed,
    statement,
    remains: null,
    wallet,
    cids,
    recordedAt,
    check: passed({
      what,
      subject,
      detail: `Signed by ${signer} as ${role}, dated ${issuedAt}: "${sentence}"`,
    }),
  };
}

function openForgotten(parts: PackageParts, listed: ListedStatement, log: NoteKey | null): OpenedStatement {
  const finding = { what: 'Signed by the key that the statement names', subject: listed.path };
  const bytes = parts.get(listed.path);
  const entryBytes = parts.get(listed.entry);
  const nothing = { listed, statement: null, remains: null, wallet: null, cids: [], recordedAt: null };
  if (!bytes || !entryBytes) {
    const detail = `The package does not hold ${bytes ? listed.entry : listed.path}.`;
    return { ...nothing, check: notChecked({ ...finding, detail }) };
  }
  const entry = readJson<SignedPart>(entryBytes, signedPartSchema, MAX_ENTRY_BYTES);
  const { statement: cid, recordedAt } =
    'value' in entry ? entry.value : { statement: null, recordedAt: null };
  const opened = { ...nothing, cids: cid === null ? [] : [cid], recordedAt };
  const receipt = readReceipt(bytes, log);
  const problem = receipt === null ? NO_RECEIPT : otherReceipt(receipt, { ...listed, cid });
  if (receipt?.forgotten.what !== 'statement' || problem !== null)
    return { ...opened, check: failed({ ...finding, detail: problem ?? NO_RECEIPT }) };
  const detail = `Erased: the register signed that its words were erased at ${receipt.forgottenAt}, for this reason: ${receipt.reason}. What is told of it rests on the word of the register; its entry and its proof are here, and are checked.`;
  return {
    ...opened,
    remains: statementOfRemains(receipt.forgotten.remains, receipt.origin),
    check: notChecked({ ...finding, detail }),
  };
}

function otherReceipt(
  { forgotten }: ForgettingReceipt,
  { index, kind, cid }: { index: number; kind: string; cid: string | null },
): string | null {
  if (forgotten.what !== 'statement' || cid === null || forgotten.id !== idOf('statement', cid))
    return `The receipt is of ${forgotten.id}, and the log's entry names ${cid ?? 'no statement that can be read'}.`;
  if (forgotten.index !== index)
    return `The receipt is of entry ${forgotten.index}, and this is entry ${index}.`;
  return forgotten.remains.kind === kind
    ? null
    : `The manifest calls it "${kind}", and by the receipt it was of the kind "${forgotten.remains.kind}".`;
}

interface Signed {
  readonly statement: Statement;
  readonly wallet: WalletSignature | null;
}

function readSigned(bytes: Uint8Array, cid: string, entry: SignedPart): Read<Signed> {
  if (cid !== entry.statement)
    return {
      problem: `Its bytes are not those that were recorded: they have the CID ${cid}, and the log's entry names ${entry.statement}.`,
    };
  const read = readJson<Statement>(bytes, statementSchema, MAX_STATEMENT_BYTES);
  if ('problem' in read) return read;
  const { signature, verifiedAt } = entry;
  const statement = read.value;
  const { signer } = statement;
  if (verifiedAt) {
    const hash = `0x${toHex(typedDataHash(typedMessage(statement)))}`;
    return { value: { statement, wallet: { signer, hash, signature, verifiedAt } } };
  }
  const recovered = recoverSigner(statement, signature);
  if (recovered?.serialized !== signature)
    return { problem: "The log's entry holds no secp256k1 signature in its one spelling." };
  if (recovered.address !== signer)
    return {
      problem: `The signature is not by ${signer}, whom the statement names; over these bytes it would be by ${recovered.address}.`,
    };
  return { value: { statement, wallet: null } };
}
