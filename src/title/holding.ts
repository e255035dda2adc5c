import {
  add,
  fractionText,
  isMore,
  isZero,
  parseFraction,
  subtract,
  sum,
  ZERO,
  type Fraction,
} from '../lib/fraction.js';
import { Refusal } from '../lib/refusal.js';
import { shareSchema, type Share } from './share.js';

/** One owner's share of a work from one statement until another; open ends are null. */
export interface Holding {
  readonly work: string;
  readonly owner: string;
  /** Exact fraction, such as 1/3. */
  readonly share: string;
  readonly fromIndex: bigint;
  readonly heldFrom: Date;
  readonly untilIndex: bigint | null;
  readonly heldUntil: Date | null;
}

/** What a transfer makes of the present shares: only the owners whose share changes, the former owner included. */
export function transferredShares(
  present: readonly Share[],
  { from, to }: { from: string; to: readonly Share[] },
): Share[] {
  const heldBy = (owner: string) => {
    const own = present.find((share) => share.owner === owner);
    return own ? parseFraction(own.share) : ZERO;
  };
  const held = heldBy(from);
  if (isZero(held))
    throw new Refusal(
      'NOT_THE_OWNER',
      `${from} does not own a share of this work, and only an owner may transfer one.`,
      { signer: from },
    );
  if (to.some(({ owner }) => owner === from))
    throw new Refusal('SELF_TRANSFER', `${from} cannot transfer to themselves.`, { signer: from });
  const given = sum(to.map(({ share }) => parseFraction(share)));
  if (isMore(given, held)) {
    throw new Refusal(
      'MORE_THAN_HELD',
      `${from} holds ${fractionText(held)} and cannot transfer ${fractionText(given)}.`,
      { held: fractionText(held), given: fractionText(given) },
    );
  }
  const changed = [
    { owner: from, share: fractionText(subtract(held, given)) },
    ...to.map(({ owner, share }) => ({
      owner,
      share: fractionText(add(heldBy(owner), parseFraction(share))),
    })),
  ];
  // A share that no statement can name could never be passed on whole.
  const tooFine = changed.find(({ share }) => share !== '0' && !shareSchema.safeParse(share).success);
  if (tooFine) {
    throw new Refusal(
      'SHARE_TOO_FINE',
      `${tooFine.owner} would hold ${tooFine.share}; a share has at most 18 digits above and below the line. Transfer a rounder share.`,
      { ...tooFine },
    );
  }
  return changed;
}

/** Equal shares of several owners. */
export const equalShares = (owners: readonly string[]): Share[] =>
  owners.map((owner) => ({ owner, share: owners.length === 1 ? '1' : `1/${owners.length}` }));

/** The shares as persons hold them now: by their present keys, added up where two keys are one person's. */
export function sharesOfPersons(shares: readonly Share[], present: (key: string) => string): Share[] {
  const held = new Map<string, Fraction>();
  for (const { owner, share } of shares) {
    const key = present(owner);
    held.set(key, add(held.get(key) ?? ZERO, parseFraction(share)));
  }
  return [...held].map(([owner, share]) => ({ owner, share: fractionText(share) }));
}
