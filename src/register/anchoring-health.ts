import type { Database, Ledger } from '../ports.js';
import { anchorSender, isLeased } from './anchor-sender-store.js';
import { newestMined, unsettledAnchors } from './anchor-store.js';
import type { Anchor } from './anchor.js';

export interface AnchoringHealth {
  readonly chainId: string;
  readonly registry: string;
  readonly sender: string;
  /** Whether a process holds the lease. */
  readonly isRunning: boolean;
  /** Why it goes no further, in words; null when all goes well. */
  readonly waiting: string | null;
  /** The largest that is mined or final. */
  readonly newest: Anchor | null;
  readonly underWay: readonly Anchor[];
}

/** How it goes with anchoring, from the tables alone: the chain may be the very thing that does not answer. */
export async function anchoringHealth({
  database: { tables },
  ledger,
}: {
  readonly database: Database;
  readonly ledger: Ledger;
}): Promise<AnchoringHealth> {
  const { chainId, registry, sender } = ledger;
  return {
    chainId,
    registry,
    sender,
    isRunning: await isLeased(tables, ledger),
    waiting: (await anchorSender(tables, ledger))?.waiting ?? null,
    newest: await newestMined(tables, ledger),
    underWay: await unsettledAnchors(tables, ledger),
  };
}
