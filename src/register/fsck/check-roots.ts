import { growingTree } from '../../lib/growing-tree.js';
import { toHex } from '../../lib/hex.js';
import type { Hash } from '../../lib/merkle.js';
import type { Report } from './finding.js';
import type { SignedHistory } from './signed-history.js';

/** Takes the log's leaves in order, and compares the root at every signed size. */
export interface RootCheck {
  add(leaf: Hash): void;
  /** Whether these leaves, coming next, give the root that is signed behind the last of them; null where none is. */
  wouldGive(leaves: readonly Hash[]): boolean | null;
}

/** Of several roots in a row that differ the first is reported. */
export function checkRoots({ heads }: Pick<SignedHistory, 'heads'>, report: Report): RootCheck {
  const tree = growingTree();
  let size = 0n;
  let at = 0;
  let isWrong = false;
  return {
    wouldGive: (leaves) => {
      const head = heads.find((one) => one.size === size + BigInt(leaves.length));
      if (!head) return null;
      const grown = tree.copy();
      for (const leaf of leaves) grown.add(leaf);
      return toHex(grown.root()) === head.root;
    },
    add: (leaf) => {
      tree.add(leaf);
      size += 1n;
      const head = heads[at];
      if (head?.size !== size) return;
      at += 1;
      const root = toHex(tree.root());
      if (root !== head.root && !isWrong)
        report({
          code: 'ROOT_DIFFERS',
          subject: `checkpoint ${size}`,
          message: `The log signed the root ${head.root} for its first ${size} entries; those that it has give ${root}.`,
        });
      isWrong = root !== head.root;
    },
  };
}
