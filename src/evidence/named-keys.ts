import { addressSchema } from '../lib/ids.js';
import type { Statement } from '../register/statement.js';

/** Deeper than any kind's body nests a key. */
const MAX_DEPTH = 12;

/** The signer, and every key that the body names, whatever the kind: a text that reads as an address is one. */
export const namedKeys = ({ signer, body }: Statement): string[] => [
  ...new Set([signer, ...keysIn(body, MAX_DEPTH)]),
];

function keysIn(value: unknown, depth: number): string[] {
  if (addressSchema.safeParse(value).success) return [String(value)];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.values(value).flatMap((member) => keysIn(member, depth - 1));
}
