import { EMPTY_ROOT, nodeHash, type Hash } from '../../src/lib/merkle.js';

/** RFC 6962 §2.1, word for word: what the tiles must agree with. */
export function plainRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (!only) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}
