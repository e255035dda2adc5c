import { capacityOf, type Capacity } from '../../claims/capacity.js';
import { groupBy } from '../../lib/group-by.js';
import type { EventCapacity } from '../../title/history/provenance-event.js';
import type { ProvedStatement } from '../assemble-package.js';
import { keysBefore } from './keys-before.js';
import type { PlacedClaim } from './derive-claims.js';
import type { RecordedTransfer } from './work-record.js';

interface Sources {
  readonly statements: readonly ProvedStatement[];
  readonly registrant: string;
  readonly claims: readonly PlacedClaim[];
  readonly transfers: readonly RecordedTransfer[];
}

/** Whoever signed a statement at a place in the log. */
type Speech = Pick<ProvedStatement, 'index' | 'statement'>;

/** As what persons spoke for a work, by what was recorded before they did. */
export interface Speakers {
  /** All keys of the person that were known before a place in the log. */
  keysOf(speech: Speech): readonly string[];
  /** As claims/find-capacity.ts; null for a stranger. */
  capacityOf(speech: Speech): Capacity | null;
  /** As title/history/find-event-capacity.ts: whoever owns a share of the work, or did, may tell its history too. */
  eventCapacityOf(speech: Speech): EventCapacity | null;
}

export function speakersOf({ statements, registrant, claims, transfers }: Sources): Speakers {
  const before = keysBefore(statements);
  const keysOf = ({ index, statement }: Speech) => before(index)(statement.signer);
  // Anybody can compete: of many claims only those are looked at that name the person.
  const naming = groupBy(
    claims.flatMap((claim) => claim.claimants.map(({ person }) => ({ person, claim }))),
    ({ person }) => person,
  );
  const capacity = (speech: Speech): Capacity | null => {
    const named = new Set(keysOf(speech).flatMap((key) => naming.get(key)?.map(({ claim }) => claim) ?? []));
    const earlier = [...named].filter(({ index }) => index < speech.index);
    const claimants = earlier.flatMap(({ id, claimants: all }) =>
      all.map(({ person, signature, withdrawal }) => ({
        claim: id,
        person,
        signedAt: signature && signature.index < speech.index ? signature.recordedAt : null,
        withdrawnAt: withdrawal && withdrawal.index < speech.index ? withdrawal.recordedAt : null,
      })),
    );
    return capacityOf(keysOf(speech), { work: { registrant }, claims: earlier, claimants });
  };
  const isOwner = (speech: Speech): boolean => {
    const keys = keysOf(speech);
    return transfers.some(
      ({ index, to }) => index < speech.index && to.some(({ owner }) => keys.includes(owner)),
    );
  };
  return {
    keysOf,
    capacityOf: capacity,
    eventCapacityOf: (speech) => {
      const own = capacity(speech);
      if (own === 'registrant' || own === 'claimant') return own;
      return isOwner(speech) ? 'owner' : own;
    },
  };
}
