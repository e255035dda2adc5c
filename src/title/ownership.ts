import { add, fractionText, isZero, parseFraction, subtract, ZERO, type Fraction } from '../lib/fraction.js';
import { boundsOf, type Bounds } from './edtf-bounds.js';
import { inOrderOfHistory } from './history/order-events.js';
import { keyOfParty, type EventParty } from './history/event-parts.js';
import type { RecordedEvent } from './history/provenance-event.js';
import { statesOn, type Step } from './states-on-day.js';
import { keyOfTitle, NOTHING_STATED, titlesAfter, type StatedTitle } from './history/stated-title.js';
import type { TitleTransfer } from './title-transfer.js';

/**
 * `registered`: by transfers that the owners themselves signed, from the claim on. `stated`: by events that somebody who speaks for the
 * work tells of its history.
 */
export const OWNERSHIP_BASES = ['registered', 'stated'] as const;
export type OwnershipBasis = (typeof OWNERSHIP_BASES)[number];

/** Somebody who owned a work on a day, by what was known on a day. */
export interface OwnerOnDay {
  readonly party: EventParty;
  /** Exact fraction of the whole; null where it is not told. */
  readonly share: string | null;
  /** Whether the dates leave no other answer, and whoever told it did not doubt it. */
  readonly isCertain: boolean;
  readonly basis: OwnershipBasis;
  /** Since when, in EDTF, as its signer says; of a transfer that is not dated when it was recorded, on a day from then on; else null. */
  readonly since: string | null;
  /** Id of the transfer or event by which they came to own it. */
  readonly by: string;
}

export interface TitleOnDay {
  readonly owners: readonly OwnerOnDay[];
  /** Who had it, where events tell that: a borrower, a consignee, a thief. */
  readonly custodian:
    (Pick<OwnerOnDay, 'party' | 'since' | 'by' | 'isCertain'> & { readonly method: string | null }) | null;
  readonly isDestroyed: boolean;
}

/** Of a transfer what ownership follows from. */
export type PassingOfTitle = Pick<TitleTransfer, 'id' | 'from' | 'to' | 'method' | 'date' | 'recordedAt'>;

export interface KnownHistory {
  /** In the order of the register. */
  readonly transfers: readonly PassingOfTitle[];
  /** Those that stand, of the one object that is asked of; in the order of the register. */
  readonly events: readonly RecordedEvent[];
  /** When the work was made, in EDTF, as its registration says. */
  readonly dateMade: string | null;
}

/**
 * Who owned a work at an instant. What owners signed goes before what is told of history, also where their dates leave two answers;
 * only before they can be held to have owned it, up to the first claim, is whatever is told asked first.
 */
export function titleOnDay(history: KnownHistory, at: number): TitleOnDay {
  const registered = registeredOwners(history, at);
  const stated = statedOwners(history.events, at);
  const isTold = stated.owners.length > 0 || stated.isDestroyed;
  const isHeld = history.transfers.length > 0 && at >= beginning(history.transfers, history.dateMade).to;
  return { ...stated, owners: isHeld || !isTold ? registered : stated.owners };
}

/** The bounds of when a transfer took effect: as its signer dates it, and when the register took it at the latest. */
export function boundsOfTransfer({ date, recordedAt }: Pick<PassingOfTitle, 'date' | 'recordedAt'>): Bounds {
  const at = recordedAt.getTime();
  const dated = (date === null ? null : boundsOf(date)) ?? { from: at, to: at };
  return { from: Math.min(dated.from, at), to: Math.min(dated.to, at) };
}

const keyOfShares = (shares: Shares): string =>
  JSON.stringify([...shares].map(([owner, { share, by }]) => [owner, fractionText(share), by.id]));

type Shares = ReadonlyMap<string, { readonly share: Fraction; readonly by: PassingOfTitle }>;

function registeredOwners({ transfers, dateMade }: KnownHistory, at: number): OwnerOnDay[] {
  const steps = transfers.map((transfer, place): Step<Shares> => {
    const bounds =
      transfer.from === null ? beginning(transfers.slice(place), dateMade) : boundsOfTransfer(transfer);
    return { bounds, next: (shares) => [afterTransfer(shares, transfer)] };
  });
  const states = statesOn<Shares>(steps, { start: new Map(), at, keyOf: keyOfShares });
  return agreed(
    states.map((shares) =>
      [...shares].map(([owner, { share, by }]) => ({
        party: { person: owner },
        share: fractionText(share),
        isCertain: true,
        basis: 'registered' as const,
        // Whoever owned it before the register took that is owner since no time that is known.
        since: by.date ?? (by.recordedAt.getTime() <= at ? by.recordedAt.toISOString() : null),
        by: by.id,
      })),
    ),
  );
}

/** Claimants may have owned the work since it was made, and did when the register took their claim or they passed it on. */
function beginning([first, ...later]: readonly PassingOfTitle[], dateMade: string | null): Bounds {
  const made = dateMade === null ? null : boundsOf(dateMade);
  const at = first?.recordedAt.getTime() ?? Infinity;
  const to = Math.min(at, ...later.map((transfer) => boundsOfTransfer(transfer).to));
  return { from: Math.min(made?.from ?? -Infinity, to), to };
}

function afterTransfer(shares: Shares, transfer: PassingOfTitle): Shares {
  const { from, to, method } = transfer;
  const after = new Map(shares);
  const giver = from === null ? undefined : after.get(from);
  const given = to.map(({ share }) => parseFraction(share)).reduce(add, ZERO);
  if (from !== null && giver) {
    const left = subtract(giver.share, given);
    if (isZero(left)) after.delete(from);
    else after.set(from, { ...giver, share: left });
  }
  for (const { owner, share } of to) {
    const own = after.get(owner);
    // Under a new key it is the same owner since the same day.
    const by = method === 'new-key' && giver && !own ? giver.by : transfer;
    after.set(owner, { share: add(own?.share ?? ZERO, parseFraction(share)), by });
  }
  return after;
}

function statedOwners(events: readonly RecordedEvent[], at: number): TitleOnDay {
  const steps = inOrderOfHistory(events.filter(({ capacity }) => capacity !== 'competing-claimant')).flatMap(
    (recorded): Step<StatedTitle<RecordedEvent>>[] => {
      const { event } = recorded;
      if (event.type !== 'passage') return [];
      const bounds = event.begin === undefined ? null : boundsOf(event.begin);
      return [{ bounds, next: (title) => titlesAfter(title, event, recorded) }];
    },
  );
  const states = statesOn<StatedTitle<RecordedEvent>>(steps, {
    start: NOTHING_STATED,
    at,
    keyOf: keyOfTitle,
  });
  const owners = agreed(
    states.map((title) =>
      title.owners.flatMap(({ party, share, by }) => {
        const had = hadAt(by, at);
        if (had === 'no') return [];
        const isCertain = had === 'yes' && !isDoubted(by, ['event', 'to', 'method']);
        const told = { party, share: share && fractionText(share), isCertain, since: sinceOf(by), by: by.id };
        return [{ ...told, basis: 'stated' as const }];
      }),
    ),
  );
  const last = states.at(-1) ?? NOTHING_STATED;
  const { custodian } = last;
  const had = custodian ? hadAt(custodian.by, at) : 'no';
  const isAgreed = states.every((one) => one.custodian?.by.id === custodian?.by.id);
  return {
    owners,
    custodian:
      custodian && had !== 'no'
        ? {
            party: custodian.party,
            since: sinceOf(custodian.by),
            by: custodian.by.id,
            method: custodian.method,
            isCertain: isAgreed && had === 'yes' && !isDoubted(custodian.by, ['event', 'to']),
          }
        : null,
    isDestroyed: states.every(({ isDestroyed }) => isDestroyed),
  };
}

const sinceOf = ({ event }: RecordedEvent): string | null => ('begin' in event && event.begin) || null;

/** Whether they still had it, by when the event says that they ceased to. */
function hadAt({ event }: RecordedEvent, at: number): 'yes' | 'no' | 'perhaps' {
  const end = event.type === 'passage' && event.end !== undefined ? boundsOf(event.end) : null;
  if (!end || at < end.from) return 'yes';
  return at > end.to ? 'no' : 'perhaps';
}

const isDoubted = ({ event }: RecordedEvent, elements: readonly string[]): boolean =>
  'uncertain' in event && (event.uncertain ?? []).some((one) => elements.includes(one));

/** Who is an owner in any state; certain is who is so in every one, with the same share. */
function agreed(states: readonly (readonly OwnerOnDay[])[]): OwnerOnDay[] {
  const found = new Map<string, OwnerOnDay>();
  const keyOf = ({ party, share }: OwnerOnDay) => `${keyOfParty(party)} ${share}`;
  for (const owner of states.flat()) found.set(keyOf(owner), owner);
  return [...found.values()].map((owner) => ({
    ...owner,
    isCertain:
      owner.isCertain && states.every((state) => state.some((other) => keyOf(other) === keyOf(owner))),
  }));
}
