import { EMPTY_ROOT, nodeHash, type Hash } from './merkle.js';

/** An RFC 6962 tree to which leaves are added one by one; it keeps no more than a hash for each level. */
export interface GrowingTree {
  add(leaf: Hash): void;
  /** RFC 6962 §2.1 root over the leaves so far. */
  root(): Hash;
  /** Another tree with the same leaves. */
  copy(): GrowingTree;
}

export const growingTree = (): GrowingTree => treeOf([]);

interface Part {
  readonly hash: Hash;
  readonly leaves: number;
}

/** Over perfect subtrees from left to right, each with the number of its leaves. */
function treeOf(parts: Part[]): GrowingTree {
  return {
    add: (leaf) => {
      let part = { hash: leaf, leaves: 1 };
      for (let left = parts.at(-1); left?.leaves === part.leaves; left = parts.at(-1)) {
        parts.pop();
        part = { hash: nodeHash(left.hash, part.hash), leaves: 2 * part.leaves };
      }
      parts.push(part);
    },
    root: () =>
      parts.length === 0
        ? EMPTY_ROOT
        : parts.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)),
    copy: () => treeOf([...parts]),
  };
}
