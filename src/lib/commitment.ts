import { canonicalBytes } from './canonical-json.js';
import { fromHex, toHex } from './hex.js';
import { sha256 } from './sha256.js';

const DOMAIN = new TextEncoder().encode('raisonne/commitment/v1\0');

/** What opens a commitment: whoever has it can show what was committed to; without the salt nobody can. */
export interface Opening {
  /** 32 random bytes as 64 hex digits. */
  readonly salt: string;
  readonly content: unknown;
}

/** SHA-256(domain ‖ salt ‖ JCS(content)) in hex: says nothing about its content while the salt is secret. */
export const commitmentTo = (opening: Opening): string =>
  toHex(sha256(DOMAIN, fromHex(opening.salt), canonicalBytes(opening.content)));
