import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of all the parts, one after the other. Runs in browsers too; for whole files use a stream instead. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}
