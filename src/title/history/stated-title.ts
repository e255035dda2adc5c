import {
  add,
  fractionText,
  isEqual,
  isMore,
  isZero,
  ONE,
  parseFraction,
  subtract,
  sum,
  ZERO,
  type Fraction,
} from '../../lib/fraction.js';
import { Refusal } from '../../lib/refusal.js';
import { acquisitionMethod, isKindOf } from '../provenance/acquisition-methods.js';
import { keyOfParty, type EventParty } from './event-parts.js';
import type { Passage, ProvenanceEvent } from './provenance-event.js';

/** Whom an event made an owner; the share is null where it is not told. */
export interface StatedOwner<By> {
  readonly party: EventParty;
  readonly share: Fraction | null;
  readonly by: By;
}

/** Who owns a work and who has it, as far as events tell. */
export interface StatedTitle<By> {
  readonly owners: readonly StatedOwner<By>[];
  /** Who has it, and how they came to; the method is null where it is not told. */
  readonly custodian: { readonly party: EventParty; readonly method: string | null; readonly by: By } | null;
  readonly isDestroyed: boolean;
}

export const NOTHING_STATED: StatedTitle<never> = { owners: [], custodian: null, isDestroyed: false };

/** What of a work a passage moves. A method that is not told moves both: so a name alone is read in a provenance. */
export function movesOf({ method }: Pick<Passage, 'method'>): { title: boolean; custody: boolean } {
  const found = method === undefined ? null : acquisitionMethod(method);
  // A loss ends custody and leaves title where it was.
  if (found?.class === 'disappearance') return { title: isKindOf(found.id, 'destruction'), custody: true };
  return { title: found?.movesTitle ?? true, custody: found?.movesCustody ?? true };
}

/** Title and custody after a passage. What moves custody alone, such as a theft or a loan, leaves the owners as they were. */
export function afterPassage<By>(before: StatedTitle<By>, passage: Passage, by: By): StatedTitle<By> {
  const { title, custody } = movesOf(passage);
  if (passage.method !== undefined && isKindOf(passage.method, 'destruction'))
    return { owners: [], custodian: null, isDestroyed: true };
  const [first] = passage.to ?? [];
  return {
    ...before,
    owners: title ? ownersAfter(before.owners, passage, by) : before.owners,
    custodian: custody
      ? first
        ? { party: first, method: passage.method ?? null, by }
        : null
      : before.custodian,
  };
}

/**
 * Titles that there can be after a passage. Two where it is from somebody who is no owner by what was told before, such as who bought
 * from a thief or a borrower: nobody gives what they do not have, but the account may have a gap. A consignee sells for the owner.
 */
export function titlesAfter<By>(before: StatedTitle<By>, passage: Passage, by: By): StatedTitle<By>[] {
  const after = afterPassage(before, passage, by);
  return isFromStranger(before, passage) ? [{ ...after, owners: before.owners }, after] : [after];
}

function isFromStranger<By>(before: StatedTitle<By>, passage: Passage): boolean {
  const { from = [] } = passage;
  if (!movesOf(passage).title || before.isDestroyed || before.owners.length === 0 || from.length === 0)
    return false;
  if (giversAmong(before.owners, passage).length > 0) return false;
  const { custodian } = before;
  return !(
    custodian?.method != null &&
    isKindOf(custodian.method, 'consignment') &&
    from.some((party) => keyOfParty(party) === keyOfParty(custodian.party))
  );
}

/** What tells a title from another. */
export const keyOfTitle = ({
  owners,
  custodian,
  isDestroyed,
}: StatedTitle<{ readonly id: string }>): string =>
  JSON.stringify([
    owners.map(({ party, share, by }) => [keyOfParty(party), share && fractionText(share), by.id]),
    custodian && [keyOfParty(custodian.party), custodian.by.id],
    isDestroyed,
  ]);

function ownersAfter<By>(
  before: readonly StatedOwner<By>[],
  passage: Pick<Passage, 'from' | 'to'>,
  by: By,
): StatedOwner<By>[] {
  const to = passage.to ?? [];
  const givers = giversAmong(before, passage);
  const given = toldShare(to);
  const isWhole = given === null || isEqual(given, ONE);
  if (givers.length === 0 && isWhole) return receivers(to, { whole: ONE, by });
  // A part, and by whom is not told: what the others keep is not known.
  if (givers.length === 0)
    return merged([
      ...before.map((owner) => ({ ...owner, share: null })),
      ...receivers(to, { whole: ONE, by }),
    ]);
  const others = before.filter((owner) => !givers.includes(owner));
  const held = heldBy(givers);
  if (given === null) return merged([...others, ...receivers(to, { whole: held, by })]);
  const kept = held && !isMore(given, held) ? subtract(held, given) : held && ZERO;
  const keeping = givers.map((giver) => ({ ...giver, share: givers.length === 1 ? kept : null }));
  const isAllGiven = kept ? isZero(kept) : isWhole;
  return merged([...others, ...(isAllGiven ? [] : keeping), ...receivers(to, { whole: ONE, by })]);
}

const giversAmong = <By>(owners: readonly StatedOwner<By>[], { from = [] }: Pick<Passage, 'from'>) => {
  const keys = new Set(from.map(keyOfParty));
  return owners.filter(({ party }) => keys.has(keyOfParty(party)));
};

const heldBy = (owners: readonly StatedOwner<unknown>[]): Fraction | null => {
  const shares = owners.map(({ share }) => share);
  return shares.every((share) => share !== null) ? sum(shares) : null;
};

const toldShare = (to: NonNullable<Passage['to']>): Fraction | null => {
  const shares = to.flatMap(({ share }) => (share === undefined ? [] : [parseFraction(share)]));
  return to.length > 0 && shares.length === to.length ? sum(shares) : null;
};

/** One receiver has all of what passes; of several, how much each has is what they tell. */
function receivers<By>(
  to: NonNullable<Passage['to']>,
  { whole, by }: { whole: Fraction | null; by: By },
): StatedOwner<By>[] {
  return to.map(({ share, ...party }) => ({
    party,
    share: share === undefined ? (to.length === 1 ? whole : null) : parseFraction(share),
    by,
  }));
}

/** Whoever had a share already has both; since when, the later event says. */
function merged<By>(owners: readonly StatedOwner<By>[]): StatedOwner<By>[] {
  const found = new Map<string, StatedOwner<By>>();
  for (const owner of owners) {
    const key = keyOfParty(owner.party);
    const known = found.get(key);
    const share = known ? known.share && owner.share && add(known.share, owner.share) : owner.share;
    found.set(key, { ...owner, share });
  }
  return [...found.values()];
}

/**
 * Refuses events that give more than was held by their own account (MORE_THAN_HELD), or that begin with shares which do not make a whole
 * (SHARES_NOT_ONE). Where another's account differs, that is a flag for a person and refused to nobody.
 */
export function checkShares(events: readonly ProvenanceEvent[]): void {
  let title: StatedTitle<number> = NOTHING_STATED;
  events.forEach((event, place) => {
    if (event.type !== 'passage') return;
    const given = movesOf(event).title ? toldShare(event.to ?? []) : null;
    const givers = giversAmong(title.owners, event);
    const held = givers.length > 0 ? heldBy(givers) : null;
    const details = { event: place, given: given && fractionText(given), held: held && fractionText(held) };
    if (given && held && isMore(given, held))
      throw new Refusal(
        'MORE_THAN_HELD',
        `Event ${place} gives ${fractionText(given)} of what was ${fractionText(held)} by the events before it.`,
        details,
      );
    if (given && title.owners.length === 0 && !event.from && !isEqual(given, ONE))
      throw new Refusal(
        'SHARES_NOT_ONE',
        `Event ${place} is the first that tells owners, and their shares sum to ${fractionText(given)}; they must sum to 1, or say from whom.`,
        details,
      );
    title = afterPassage(title, event, place);
  });
}
