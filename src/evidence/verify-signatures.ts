import * as z from 'zod';
import { rawCid } from '../lib/cid.js';
import { cidSchema } from '../lib/ids.js';
import { sha256 } from '../lib/sha256.js';
import { entrySchema } from '../register/entry.js';
import { MAX_STATEMENT_BYTES, statementSchema, type Statement } from '../register/statement.js';
import { recoverSigner } from '../register/typed-data.js';
import { failed, notChecked, passed, type Check } from './evidence-report.js';
import type { ListedStatement, PackageParts } from './package-format.js';
import { readJson, type Read } from './read-json.js';

export const MAX_ENTRY_BYTES = 1_000;

/** A statement as the package has it, and what its signature is worth. */
export interface OpenedStatement {
  readonly listed: ListedStatement;
  /** Null unless its signature is good. */
  readonly statement: Statement | null;
  /** The CIDs that its bytes have and that its entry names: one, unless a part was altered. */
  readonly cids: readonly string[];
  readonly check: Check;
}

/** Of an entry only what the signature needs: the rest of it is the log's word, which the inclusion proof covers. */
const signedPartSchema = z.looseObject({ signature: entrySchema.shape.signature, statement: cidSchema });

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
      cids: [],
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
  if ('problem' in signed)
    return { listed, statement: null, cids, check: failed({ what, subject, detail: signed.problem }) };
  const { role, signer, issuedAt, sentence } = signed.value;
  return {
    listed,
    statement: signed.value,
    cids,
    check: passed({
      what,
      subject,
      detail: `Signed by ${signer} as ${role}, dated ${issuedAt}: "${sentence}"`,
    }),
  };
}

function readSigned(bytes: Uint8Array, cid: string, entry: SignedPart): Read<Statement> {
  if (cid !== entry.statement)
    return {
      problem: `Its bytes are not those that were recorded: they have the CID ${cid}, and the log's entry names ${entry.statement}.`,
    };
  const read = readJson<Statement>(bytes, statementSchema, MAX_STATEMENT_BYTES);
  if ('problem' in read) return read;
  const { signature } = entry;
  const { signer } = read.value;
  const recovered = recoverSigner(read.value, signature);
  if (recovered?.serialized !== signature)
    return { problem: "The log's entry holds no secp256k1 signature in its one spelling." };
  if (recovered.address !== signer)
    return {
      problem: `The signature is not by ${signer}, whom the statement names; over these bytes it would be by ${recovered.address}.`,
    };
  return read;
}
