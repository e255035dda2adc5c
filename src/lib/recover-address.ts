import { keccak_256 } from '@noble/hashes/sha3.js';
import { recover } from 'tiny-secp256k1';
import { fromHex, toHex } from './hex.js';

/** The order of secp256k1 (SEC 2 §2.4.1), halved: above it a signature has a twin below (EIP-2). */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

export interface RecoverableSignature {
  /** Lower-case hex with 0x: 20 bytes. */
  readonly address: string;
  /** r, s and v in 65 bytes, with v 27 or 28: 0x and lower-case hex. */
  readonly serialized: string;
}

/**
 * Whose key made a 65-byte signature over a 32-byte digest (SEC 1 §4.1.6); null for what is none. A signature with a
 * high s is none (EIP-2): its twin with a low s is another spelling of it.
 */
export function recoverAddress(digest: Uint8Array, signature: string): RecoverableSignature | null {
  // Other spellings, such as the 64 bytes of EIP-2098, would make one signature two.
  if (!/^0x[0-9a-fA-F]{130}$/.test(signature)) return null;
  const bytes = fromHex(signature.slice(2).toLowerCase());
  const v = bytes[64] ?? 0;
  const parity = v === 27 || v === 28 ? v - 27 : v;
  if (parity !== 0 && parity !== 1) return null;
  const compact = bytes.subarray(0, 64);
  if (BigInt(`0x${toHex(compact.subarray(32))}`) > HALF_ORDER) return null;
  const publicKey = publicKeyOf(digest, compact, parity);
  if (publicKey === null) return null;
  return {
    address: `0x${toHex(keccak_256(publicKey.subarray(1)).subarray(12))}`,
    serialized: `0x${toHex(compact)}${(27 + parity).toString(16)}`,
  };
}

function publicKeyOf(digest: Uint8Array, compact: Uint8Array, parity: 0 | 1): Uint8Array | null {
  try {
    return recover(digest, compact, parity, false);
  } catch {
    // r or s is zero or not below the order: the library throws for what is no signature, which is the answer here.
    return null;
  }
}
