/** What `show` asks of the anchor of a statement. */
export const ANCHOR_FIELDS = `anchor {
  state chainId registry sender nonce hash fromSize toSize root
  signedAt broadcastAt minedAt finalAt failedAt reorgedAt failure blockNumber blockHash paidWei
  attempts { hash maxFeePerGas maxPriorityFeePerGas signedAt broadcastAt complaint }
}`;

export interface ShownAnchor {
  readonly state: string;
  readonly chainId: string;
  readonly hash: string;
  readonly blockNumber: number | null;
  readonly signedAt: string;
  readonly broadcastAt: string | null;
  readonly minedAt: string | null;
  readonly finalAt: string | null;
  readonly attempts: readonly {
    readonly hash: string;
    readonly signedAt: string;
    readonly complaint: string | null;
  }[];
}

/** Where an anchor stands, and when it came there, in the order in which that happens; and what was tried. */
export function anchorLines(anchor: ShownAnchor | null): string[] {
  if (!anchor) return ['anchor    none yet'];
  const { state, chainId, hash, blockNumber, attempts } = anchor;
  const times = [
    ['signed', anchor.signedAt],
    ['broadcast', anchor.broadcastAt],
    ['mined in the block of', anchor.minedAt && blockTime(anchor.minedAt)],
    ['final', anchor.finalAt],
  ].flatMap(([name, time]) => (time ? [`${name} ${time}`] : []));
  const block = blockNumber === null ? '' : `, block ${blockNumber}`;
  return [
    `anchor    ${state.toLowerCase().replace('_', ' ')}: transaction ${hash} on chain ${chainId}${block}`,
    `          ${times.join(', ')}`,
    ...attempts
      .filter((attempt) => attempt.hash !== hash || attempt.complaint !== null)
      .map(
        (attempt) =>
          `          attempt of ${attempt.signedAt}: ${attempt.hash}${attempt.complaint === null ? '' : `; the RPC said: ${attempt.complaint}`}`,
      ),
  ];
}

/** A chain's clock gives whole seconds, so that a block can seem to be older than what is in it. */
const blockTime = (time: string): string =>
  `${time.replace(/\.000Z$/, 'Z')} (by the chain's clock, in whole seconds)`;
