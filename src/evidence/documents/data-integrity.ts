import { base58btc } from 'multiformats/bases/base58';
import { isSignature } from '../../lib/signed-note.js';
import { concatBytes } from '../../lib/bytes.js';
import { canonicalBytes, canonicalJson } from '../../lib/canonical-json.js';
import { messageOf } from '../../lib/message-of.js';
import { sha256 } from '../../lib/sha256.js';
import { didKeyMethod, keyOfMethod, readBase58 } from './did-key.js';

/** Who signs; the private key stays with them. */
export interface CredentialSigner {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** RFC 8032 over the bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** A document in JSON, secured or not. */
export type Document = Readonly<Record<string, unknown>>;

export interface ProofOptions {
  /** XML Schema dateTimeStamp, such as 2026-05-01T12:00:00Z; left out where nobody says when it was signed. */
  readonly created?: string;
  /** How the key is named; its did:key where it is not given. */
  readonly verificationMethod?: string;
}

const SUITE = 'eddsa-jcs-2022';

/** The document with a proof by the cryptosuite eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0, §3.3.1). */
export function addProof(
  document: Document,
  signer: CredentialSigner,
  { created, verificationMethod = didKeyMethod(signer.publicKey) }: ProofOptions = {},
): Document {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: SUITE,
    ...(created !== undefined && { created }),
    verificationMethod,
    proofPurpose: 'assertionMethod',
    ...('@context' in document && { '@context': document['@context'] }),
  };
  const signature = signer.sign(hashData(document, options));
  return { ...document, proof: { ...options, proofValue: base58btc.encode(signature) } };
}

/** §3.3.4 with §3.3.3 and §3.3.5: the hash of the proof's options, then that of the document. */
export const hashData = (unsecured: Document, options: Document): Uint8Array =>
  concatBytes([sha256(canonicalBytes(options)), sha256(canonicalBytes(unsecured))]);

/** The key by which a document is signed, or why its proof is not good (§3.3.2). Reads nothing but the document. */
export function checkProof(
  document: Document,
): { readonly publicKey: Uint8Array } | { readonly problem: string } {
  const { proof, ...rest } = document;
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof))
    return { problem: 'It bears no single proof.' };
  const { proofValue, ...options } = proof as Document; // an object that is no array
  if (options.type !== 'DataIntegrityProof' || options.cryptosuite !== SUITE)
    return { problem: `Its proof is not a DataIntegrityProof by ${SUITE}.` };
  if (options.proofPurpose !== 'assertionMethod') return { problem: 'Its proof is for another purpose.' };
  if (options.created !== undefined && !isDateTimeStamp(options.created))
    return { problem: 'Its proof names a time that is none.' };
  if (!isContextOf(options['@context'], rest['@context']))
    return { problem: "The proof's context is not that of the document." };
  const method = options.verificationMethod;
  const publicKey = typeof method === 'string' ? keyOfMethod(method) : null;
  if (!publicKey) return { problem: 'Its verification method is not the did:key of an Ed25519 key.' };
  const signature = typeof proofValue === 'string' ? readBase58(proofValue) : null;
  if (signature?.length !== 64) return { problem: 'Its proof value is not an Ed25519 signature in base58.' };
  const unsecured = withContext(rest, options['@context']);
  try {
    const isGood = isSignature(signature, hashData(unsecured, options), publicKey);
    return isGood ? { publicKey } : { problem: 'The signature is not over this document.' };
  } catch (error) {
    return { problem: `It is not I-JSON (RFC 7493): ${messageOf(error)}` };
  }
}

/** The document's context begins with the proof's, which is the one that was signed (§3.3.2, step 4). */
function isContextOf(proofs: unknown, documents: unknown): boolean {
  if (proofs === undefined) return true;
  const [inner, outer] = [listOf(proofs), listOf(documents)];
  return inner.every((context, at) => at in outer && isSameJson(context, outer[at]));
}

function withContext(document: Document, context: unknown): Document {
  return context === undefined ? document : { ...document, '@context': context };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function isSameJson(a: unknown, b: unknown): boolean {
  try {
    return canonicalJson(a) === canonicalJson(b);
  } catch {
    // What is not I-JSON equals nothing.
    return false;
  }
}

/** XML Schema 1.1 dateTimeStamp. */
export const isDateTimeStamp = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));
