import { keccak_256 } from '@noble/hashes/sha3.js';
import { TypedDataEncoder, type TypedDataDomain, type TypedDataField } from 'ethers';
import { concatBytes } from '../lib/bytes.js';
import { fromHex, toHex } from '../lib/hex.js';
import { recoverAddress, type RecoverableSignature } from '../lib/recover-address.js';
import { Refusal } from '../lib/refusal.js';
import { nameStatement, type Statement } from './statement.js';

/**
 * The EIP-712 domain: name and version only. A statement binds to the log's origin, which is in the message,
 * and not to a chain, so that any wallet on any network can sign it.
 */
export const TYPED_DATA_DOMAIN: TypedDataDomain = { name: 'Raisonne', version: '1' };

export const TYPED_DATA_TYPES: Record<'Statement', TypedDataField[]> = {
  Statement: [
    { name: 'sentence', type: 'string' },
    { name: 'kind', type: 'string' },
    { name: 'role', type: 'string' },
    { name: 'subject', type: 'string' },
    { name: 'origin', type: 'string' },
    { name: 'issuedAt', type: 'string' },
    { name: 'submitBefore', type: 'string' },
    { name: 'nonce', type: 'bytes16' },
    { name: 'digest', type: 'bytes32' },
  ],
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The message that is signed; `digest` is the statement's, where it is known already. */
export function typedMessage(statement: Statement<unknown>, known = nameStatement(statement).digest) {
  const { sentence, kind, role, subject, origin, issuedAt, submitBefore, nonce } = statement;
  const digest = `0x${toHex(known)}`;
  return { sentence, kind, role, subject, origin, issuedAt, submitBefore, nonce: `0x${nonce}`, digest };
}

/** The whole document for a wallet's eth_signTypedData_v4. */
export const typedDataDocument = (statement: Statement<unknown>) => ({
  types: {
    EIP712Domain: [
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
    ],
    ...TYPED_DATA_TYPES,
  },
  primaryType: 'Statement',
  domain: TYPED_DATA_DOMAIN,
  message: typedMessage(statement),
});

const PREFIX = concatBytes([
  Uint8Array.of(0x19, 0x01),
  fromHex(TypedDataEncoder.hashDomain(TYPED_DATA_DOMAIN)),
]);
const TYPE_HASH = keccak_256(utf8(TypedDataEncoder.from(TYPED_DATA_TYPES).encodeType('Statement')));

export type TypedMessage = ReturnType<typeof typedMessage>;

/** A statement's message with the signature over it. */
export interface SignedMessage {
  readonly message: TypedMessage;
  /** 0x and hex. */
  readonly signature: string;
}

/**
 * What is signed: the EIP-712 hash of a statement's message in our domain. Written out for our one type, a third of
 * the cost of ethers' encoder for all of them.
 */
export function typedDataHash(message: TypedMessage): Uint8Array {
  const struct = concatBytes([
    TYPE_HASH,
    ...TYPED_DATA_TYPES.Statement.map(({ name, type }) =>
      encodeValue(type, message[name as keyof TypedMessage]),
    ), // the message has the type's members
  ]);
  return keccak_256(concatBytes([PREFIX, keccak_256(struct)]));
}

/** EIP-712 §encodeData, for the types that a statement has: strings by their hash, bytes16 and bytes32 as they are. */
function encodeValue(type: string, value: string): Uint8Array {
  if (type === 'string') return keccak_256(utf8(value));
  const word = new Uint8Array(32);
  word.set(fromHex(value));
  return word;
}

/**
 * The address whose key signed a message, with the signature's one spelling, or null for what is no signature.
 * A different message gives another address, not null: compare with the signer.
 */
export const recoverFromMessage = ({ message, signature }: SignedMessage): RecoverableSignature | null =>
  recoverAddress(typedDataHash(message), signature);

/** The same of a statement. */
export const recoverSigner = (
  statement: Statement<unknown>,
  signature: string,
): RecoverableSignature | null => recoverFromMessage({ message: typedMessage(statement), signature });

/** Refuses a signature that is not the signer's; returns its one spelling (65 bytes, low s, v 27 or 28). */
export function ownSignature(
  { signer }: Pick<Statement<unknown>, 'signer'>,
  recovered: RecoverableSignature | null,
): string {
  if (recovered?.address === signer) return recovered.serialized;
  throw new Refusal(
    'WRONG_SIGNATURE',
    recovered === null
      ? 'The signature is not a 65-byte secp256k1 signature in hex. Sign the document that typedData gives.'
      : `The signature is by ${recovered.address} over this statement, which names ${signer} as its signer. Sign the document that typedData gives, unaltered.`,
    { signer, recovered: recovered?.address ?? null },
  );
}
