import { secp256k1 } from '@noble/curves/secp256k1.js';

/**
 * Takes the place of tiny-secp256k1 in the page: libsecp256k1 in WebAssembly would be 1.2 MB of it, and would need a page that may
 * compile code. The public key of a recoverable signature, as `recover` of that package gives it; throws for what is no signature.
 */
export function recover(
  digest: Uint8Array,
  compact: Uint8Array,
  parity: 0 | 1,
  isCompressed: boolean,
): Uint8Array {
  const signature = secp256k1.Signature.fromBytes(compact, 'compact').addRecoveryBit(parity);
  return signature.recoverPublicKey(digest).toBytes(isCompressed);
}
