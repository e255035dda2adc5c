import { from } from 'multiformats/hashes/hasher';
import { sha256 as digest } from '../../lib/sha256.js';

/** Takes the place of multiformats' own in the page, which asks for Web Cryptography: not every browser gives that to a page from disk. */
export const sha256 = from({
  name: 'sha2-256',
  code: 0x12,
  encode: (bytes) => new Uint8Array(digest(bytes)),
});
