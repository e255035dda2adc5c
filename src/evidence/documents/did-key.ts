import { base58btc } from 'multiformats/bases/base58';
import { concatBytes } from '../../lib/bytes.js';

/** Multicodec ed25519-pub, as varint. */
const ED25519_PUBLIC = Uint8Array.of(0xed, 0x01);

/** The did:key of an Ed25519 key (W3C did:key method): "did:key:" and the key in multibase base58btc, with its multicodec. */
export const didKey = (publicKey: Uint8Array): string =>
  `did:key:${base58btc.encode(concatBytes([ED25519_PUBLIC, publicKey]))}`;

/** As a verification method: the DID and, as its fragment, the key again. */
export const didKeyMethod = (publicKey: Uint8Array): string => {
  const did = didKey(publicKey);
  return `${did}#${did.slice('did:key:'.length)}`;
};

/** The Ed25519 key of a did:key verification method; null for what is none. */
export function keyOfMethod(method: string): Uint8Array | null {
  const [did = '', fragment] = method.split('#');
  const bytes = did.startsWith('did:key:') ? readBase58(did.slice('did:key:'.length)) : null;
  if (bytes?.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return null;
  const key = bytes.slice(2);
  return `${did}#${fragment}` === didKeyMethod(key) ? key : null;
}

/** The bytes of multibase base58btc; null for any other text. */
export function readBase58(text: string): Uint8Array | null {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{1,200}$/.test(text)) return null;
  const bytes = base58btc.decode(text);
  return base58btc.encode(bytes) === text ? bytes : null;
}
