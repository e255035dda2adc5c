import { findCapacity } from '../../claims/find-capacity.js';
import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { Tables } from '../../ports.js';
import type { Work } from '../../works/work.js';
import type { EventCapacity } from './provenance-event.js';
import { holdingsOfWorks } from '../title-store.js';

/**
 * As what a person tells the history of a work: as who registered it or claims it, or as somebody who owns a share of it or did. Whoever
 * competes with a claim and owns a share speaks as an owner. Refuses strangers with NOT_ALLOWED.
 */
export async function requireEventCapacity(
  tables: Tables,
  { work, signer }: { work: Work; signer: string },
): Promise<EventCapacity> {
  const capacity = await findCapacity(tables, { work, signer });
  if (capacity === 'registrant' || capacity === 'claimant') return capacity;
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  const holdings = await holdingsOfWorks(tables, [work.id]);
  if (holdings.some(({ owner }) => keys.includes(owner))) return 'owner';
  if (capacity) return capacity;
  throw new Refusal(
    'NOT_ALLOWED',
    `Only who registered ${work.id}, claims it, or owns a share of it or did, may tell its provenance; ${signer} does none of these.`,
    { work: work.id, signer },
  );
}
