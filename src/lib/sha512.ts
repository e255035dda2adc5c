import { sha512 as nobleSha512 } from '@noble/hashes/sha2.js';

/** SHA-512. Runs in browsers too; of whole files `digestOf` is quicker. */
export const sha512 = (bytes: Uint8Array): Uint8Array => nobleSha512(bytes);
