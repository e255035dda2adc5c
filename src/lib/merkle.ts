import { isEqualBytes } from './bytes.js';
import { sha256 } from './sha256.js';

/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256, as pure functions: hashes of leaves and nodes, and the
 * verification of proofs by RFC 9162 §2.1.3.2 and §2.1.4.2. Sizes and indexes are bigints: a log has no 2^53.
 */
export type Hash = Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const EMPTY_ROOT: Hash = sha256();

export const leafHash = (entry: Uint8Array): Hash => sha256(LEAF, entry);

export const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);

/** The root that an inclusion proof leads to, or null when the proof does not fit the index and size. */
export function rootOfInclusion(
  leaf: Hash,
  index: bigint,
  size: bigint,
  proof: readonly Hash[],
): Hash | null {
  if (index < 0n || index >= size || ![leaf, ...proof].every(isHash)) return null;
  let fn = index;
  let sn = size - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0n) return null;
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn !== 0n && fn % 2n === 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n ? hash : null;
}

export interface TreeHead {
  readonly size: bigint;
  readonly root: Hash;
}

/** Whether the proof shows that the tree of `later` begins with all entries of `earlier`. */
export function isConsistent(earlier: TreeHead, later: TreeHead, proof: readonly Hash[]): boolean {
  if (earlier.size < 0n || earlier.size > later.size) return false;
  if ([earlier, later].some(({ size, root }) => size === 0n && !isEqualBytes(root, EMPTY_ROOT))) return false;
  if (earlier.size === later.size) return proof.length === 0 && isEqualBytes(earlier.root, later.root);
  if (![earlier.root, later.root, ...proof].every(isHash)) return false;
  if (earlier.size === 0n) return proof.length === 0;
  return followsConsistency(earlier, later, proof);
}

/** RFC 9162 §2.1.4.2, for 0 < earlier.size < later.size. */
function followsConsistency(earlier: TreeHead, later: TreeHead, proof: readonly Hash[]): boolean {
  const isPowerOfTwo = (earlier.size & (earlier.size - 1n)) === 0n;
  const path = isPowerOfTwo ? [earlier.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first || (isPowerOfTwo && proof.length === 0)) return false;
  let fn = earlier.size - 1n;
  let sn = later.size - 1n;
  while (fn % 2n === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let earlierRoot = first;
  let laterRoot = first;
  for (const hash of rest) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      earlierRoot = nodeHash(hash, earlierRoot);
      laterRoot = nodeHash(hash, laterRoot);
      while (fn !== 0n && fn % 2n === 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      laterRoot = nodeHash(laterRoot, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && isEqualBytes(earlierRoot, earlier.root) && isEqualBytes(laterRoot, later.root);
}

const isHash = (hash: Hash): boolean => hash.length === 32;
