import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import type { Work } from '../works/work.js';
import { capacityOf, type Capacity } from './capacity.js';
import { claimantsOf, claimsOfWorks } from './claim-store.js';

interface Speaker {
  readonly work: Work;
  /** Any key of the person. */
  readonly signer: string;
}

/** In which capacity a person speaks for a work now, by any key of theirs; null for a stranger. */
export async function findCapacity(tables: Tables, { work, signer }: Speaker): Promise<Capacity | null> {
  const keysOf = await keysOfPersons(tables, [signer]);
  const claims = await claimsOfWorks(tables, [work.id]);
  const claimants = await claimantsOf(
    tables,
    claims.map(({ id }) => id),
  );
  return capacityOf(keysOf(signer), { work, claims, claimants });
}

/** As findCapacity; refuses strangers with NOT_ALLOWED. `what` ends "Only … may", such as "declare from what it derives". */
export async function requireCapacity(tables: Tables, speaker: Speaker, what: string): Promise<Capacity> {
  const capacity = await findCapacity(tables, speaker);
  if (capacity) return capacity;
  const { work, signer } = speaker;
  throw new Refusal(
    'NOT_ALLOWED',
    `Only who registered ${work.id} or upholds a claim on it may ${what}; ${signer} does neither.`,
    { work: work.id, signer },
  );
}
