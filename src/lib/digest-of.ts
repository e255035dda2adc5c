import { sha256 } from './sha256.js';
import { sha512 } from './sha512.js';

export type Algorithm = 'sha256' | 'sha512';

/** Below it calling the platform costs more than hashing; above it the platform's copy of the bytes costs too much memory. */
const LEAST_BYTES = 20_000;
const MOST_BYTES = 128_000_000;

/** A digest of whole files: by the platform (Web Cryptography) where there is one, which is several times quicker. */
export async function digestOf(algorithm: Algorithm, bytes: Uint8Array): Promise<Uint8Array> {
  const subtle = (globalThis as { crypto?: Crypto }).crypto?.subtle; // not on pages that came by plain HTTP
  if (!subtle || bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES)
    return algorithm === 'sha256' ? sha256(bytes) : sha512(bytes);
  const name = algorithm === 'sha256' ? 'SHA-256' : 'SHA-512';
  return new Uint8Array(await subtle.digest(name, bytes as Uint8Array<ArrayBuffer>)); // none is shared between threads
}
