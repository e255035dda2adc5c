import type { Provenance } from '../period.js';
import { chainFlags } from './chain.js';
import { culturalPropertyFlags } from './cultural-property.js';
import { evidenceFlags } from './evidence.js';
import { gravestFirst, type Flag } from './flag.js';
import { gapAndEraFlags } from './nazi-era.js';
import { partyFlags } from './parties.js';
import { transactionFlags } from './transaction.js';
import type { WatchList } from './watch-list.js';

/** What a person should look at in a provenance, the gravest first. What only other records could decide is not asked here. */
export function findFlags(
  provenance: Provenance,
  { created = null, watchLists = [] }: { created?: number | null; watchLists?: readonly WatchList[] } = {},
): Flag[] {
  const flags = [
    ...chainFlags(provenance, { created }),
    ...gapAndEraFlags(provenance, { created }),
    ...culturalPropertyFlags(provenance, { created }),
    ...partyFlags(provenance, { watchLists }),
    ...transactionFlags(provenance),
    ...evidenceFlags(provenance),
  ];
  return gravestFirst(flags);
}
