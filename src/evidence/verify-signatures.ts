import * as z from 'zod';
import { rawCid } from '../lib/cid.js';
import { cidSchema } from '../lib/ids.js';
import { toHex } from '../lib/hex.js';
import { sha256 } from '../lib/sha256.js';
import { entrySchema, MAX_SIGNATURE_BYTES, type VerifiedAt } from '../register/entry.js';
import { MAX_STATEMENT_BYTES, statementSchema, type Statement } from '../register/statement.js';
import { recoverSigner, typedDataHash, typedMessage } from '../register/typed-data.js';
import { failed, notChecked, passed, type Check } from './evidence-report.js';
import type { ListedStatement, PackageParts } from './package-format.js';
import { readJson, type Read } from './read-json.js';

export const MAX_ENTRY_BYTES = 1_000 + 2 * MAX_SIGNATURE_BYTES;

/** A statement as the package has it, and what its signature is worth. */
export interface OpenedStatement {
  readonly listed: ListedStatement;
  /** Null where its signature is wrong. */
  readonly statement: Statement | null;
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

/** Reads one statement of the package and checks that the key which it names signed exactly its bytes (EIP-712). */
export function openStatement(parts: PackageParts, listed: ListedStatement): OpenedStatement {
  const what = 'Signed by the key that the statement names';
  const subject = listed.path;
  const bytes = parts.get(listed.path);
  const entryBytes = parts.get(listed.entry);
  if (!bytes || !entryBytes) {
    const missing = bytes ? listed.entry : listed.path;
    return {
      listed,
      statement: null,
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
      wallet: null,
      cids,
      recordedAt,
      check: failed({ what, subject, detail: signed.problem }),
    };
  const { statement, wallet } = signed.value;
  if (wallet !== null) {
    const { chainId, blockNumber, blockHash } = wallet.verifiedAt;
    const detail = `The signer ${wallet.signer} is a contract wallet (EIP-1271): by the log's word it accepted the signature at block ${blockNumber} (${blockHash}) of chain ${chainId}. To check that needs an RPC of that chain.`;
    return { listed, statement, wallet, cids, recordedAt, check: notChecked({ what, subject, detail }) };
  }
  const { role, signer, issuedAt, sentence } = statement;
  return {
    listed,
    statement,
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
