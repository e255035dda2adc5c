import { rawCid } from '../../lib/cid.js';
import { sha256 } from '../../lib/sha256.js';

/** The name of a statement by the bytes that were signed. */
export const cidOf = (canonical: string): string => rawCid(sha256(new TextEncoder().encode(canonical)));
