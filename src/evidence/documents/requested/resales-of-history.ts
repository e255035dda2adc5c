import { idOf } from '../../../lib/ids.js';
import { Refusal } from '../../../lib/refusal.js';
import { keysBy } from '../../../people/key-rotation.js';
import { computeResaleRight, type ResaleRightStatement } from '../../../rights/resale-right.js';
import { keyOfParty, type EventParty } from '../../../title/history/event-parts.js';
import type { Passage } from '../../../title/history/provenance-event.js';
import { isKindOf } from '../../../title/provenance/acquisition-methods.js';
import { moneyOf, priceInNote } from '../../../title/provenance/read-deal.js';
import { readPeriod } from '../../../title/provenance/read-period.js';
import { edtfBounds } from '../edtf-bounds.js';
import { wordsOfEvent } from '../event-words.js';
import type { HistoryEvent } from '../recorded-history.js';
import { toldHistory } from '../told-history.js';
import { wordsOfTransfer } from '../transfer-words.js';
import type { RecordedTransfer, WorkFacts } from '../work-record.js';
import { countryOfPlace } from './country-of-place.js';

/** Countries of sales whose place does not decide them (ISO 3166-1; EU: the directive's own numbers). */
export interface SaleCountries {
  /** By ids of events. */
  readonly countries?: Readonly<Record<string, string>> | undefined;
  /** Of all others. */
  readonly country?: string | undefined;
}

/** Why nothing is computed of a sale. */
export type NoRoyalty =
  | 'first-transfer'
  | 'no-price'
  | 'no-date'
  | 'date-open'
  | 'no-country'
  | 'unknown-country'
  | 'not-in-force'
  | 'wrong-currency'
  | 'bad-price'
  | 'below-threshold';

/** A sale that is stated or registered, with the royalty that its price gives, or why none. */
export interface HistorySale {
  /** Whether an event of its history tells it, or a transfer that the owner signed. One sale may be told by both. */
  readonly basis: 'stated' | 'registered';
  /** Id of the event, or of the transfer. */
  readonly event: string;
  readonly index: number;
  readonly words: string;
  readonly statedBy: string;
  readonly uncertain: readonly string[];
  readonly date: string | null;
  readonly price: string | null;
  readonly currency: string | null;
  readonly country: string | null;
  readonly countryFrom: 'given' | 'the place of the event' | null;
  readonly computation: ResaleRightStatement | null;
  readonly why: NoRoyalty | null;
  readonly explanation: string | null;
}

/**
 * The sales that are told of a work, in the order of history, and then those that are registered, with the computation of rights/resale-right.ts. Nothing is guessed and
 * nothing converted: what is not told or given is why there is none.
 */
export function resalesOfHistory(record: WorkFacts, given: SaleCountries): HistorySale[] {
  const told = new Map(toldHistory(record).flatMap(({ events }) => events.map((one) => [one.id, one])));
  const registered = record.title.transfers.filter(({ method }) => method === 'sale');
  return [
    ...[...told.values()].flatMap((one) =>
      one.event.type === 'passage' && isKindOf(one.event.method ?? null, 'sale')
        ? [statedSale(one, one.event, { record, given })]
        : [],
    ),
    ...registered.map((transfer) => registeredSale(transfer, { record, given })),
  ];
}

interface Needs {
  readonly record: WorkFacts;
  readonly given: SaleCountries;
}

/** What a computation wants of a sale. */
interface Deal {
  readonly from: readonly EventParty[];
  readonly begin: string | undefined;
  readonly price: { readonly amount: string; readonly currency: string } | null;
  /** What is said in the place of a price that can be reckoned with; null: nothing. */
  readonly said: string | null;
}

function statedSale(told: HistoryEvent, passage: Passage, { record, given }: Needs): HistorySale {
  const { begin, from = [], place, uncertain = [] } = passage;
  // Of an imported text the words may tell what the event has no place for.
  const words = passage.said === undefined ? null : (readPeriod(passage.said, false)?.price ?? null);
  const deal = { from, begin, price: passage.price ?? moneyOf(words), said: words?.said ?? null };
  const found = place === undefined ? null : countryOfPlace(place);
  const country = given.countries?.[told.id] ?? found ?? given.country ?? null;
  const isFromPlace = found !== null && given.countries?.[told.id] === undefined;
  return {
    basis: 'stated',
    event: told.id,
    index: told.index,
    words: wordsOfEvent(passage),
    statedBy: told.recordedBy,
    uncertain,
    country,
    countryFrom: country === null ? null : isFromPlace ? 'the place of the event' : 'given',
    ...computationOf(deal, { country, record }),
  };
}

/** A transfer names no price and no place: its note may tell a price. */
function registeredSale(transfer: RecordedTransfer, { record, given }: Needs): HistorySale {
  const { index, from, to, date, note } = transfer;
  const event = idOf('transfer', record.statements.find((one) => one.index === index)?.cid ?? '');
  const country = given.countries?.[event] ?? given.country ?? null;
  const shares = to.map(({ share }) => share);
  const deal = {
    from: from === null ? [] : [{ person: from }],
    begin: date ?? undefined,
    price: note === null ? null : priceInNote(note),
    said: note,
  };
  return {
    basis: 'registered',
    event,
    index,
    words: `${wordsOfTransfer(record, transfer)}${shares.join() === '1' ? '' : ` (${shares.join(', ')} of the whole)`}`,
    statedBy: from ?? record.work.registrant,
    uncertain: [],
    country,
    countryFrom: country === null ? null : 'given',
    ...computationOf(deal, { country, record }),
  };
}

const computationOf = (deal: Deal, known: { country: string | null; record: WorkFacts }) => ({
  date: deal.begin ?? null,
  price: deal.price?.amount ?? null,
  currency: deal.price?.currency ?? null,
  ...royaltyOf(deal, known),
});

type Royalty = Pick<HistorySale, 'computation' | 'why' | 'explanation'>;

const none = (why: NoRoyalty, explanation: string): Royalty => ({ computation: null, why, explanation });

function royaltyOf(deal: Deal, { country, record }: { country: string | null; record: WorkFacts }): Royalty {
  const { begin, price, said } = deal;
  if (isFromMaker(deal, record))
    return none('first-transfer', 'The seller is told as the maker: a first transfer, and no resale.');
  if (!price)
    return none(
      'no-price',
      said === null
        ? 'No price is told.'
        : `No price is told in a form that can be reckoned with. What is told: ${said}`,
    );
  if (begin === undefined) return none('no-date', 'No date is told.');
  if (country === null)
    return none(
      'no-country',
      'The place that is told names no country that is known here, and none was given.',
    );
  const bounds = edtfBounds(begin);
  if (!bounds?.from || !bounds.to) return none('date-open', `The date ${begin} has an open end.`);
  const [first, last] = [bounds.from, bounds.to].map((at) =>
    computed({ country, price: price.amount, currency: price.currency, date: at.slice(0, 10) }),
  );
  if (!first || !last || first.why) return first ?? none('no-date', 'No date is told.');
  if (last.why || first.computation?.royalty !== last.computation?.royalty)
    return none('date-open', `Within ${begin} the law changed: name the day of the sale.`);
  return first;
}

function computed(sale: { country: string; price: string; currency: string; date: string }): Royalty {
  try {
    // Amounts of an event may have four decimals; noughts behind the second say nothing.
    const price = sale.price.replace(/(\.\d\d)0+$/, '$1');
    const computation = computeResaleRight({ ...sale, price });
    if (computation.isThresholdReached) return { computation, why: null, explanation: null };
    const { threshold, currency } = computation;
    return none(
      'below-threshold',
      `The price is below ${threshold} ${currency}, from which a royalty can be due.`,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return none(REFUSALS[error.code] ?? 'bad-price', error.message);
  }
}

const REFUSALS: Readonly<Record<string, NoRoyalty>> = {
  UNKNOWN_COUNTRY: 'unknown-country',
  NOT_IN_FORCE: 'not-in-force',
  WRONG_CURRENCY: 'wrong-currency',
  BAD_PRICE: 'bad-price',
};

/** Whether a seller is told as a maker of the registration, by name or by a key. */
function isFromMaker({ from }: Deal, { work, rotations }: WorkFacts): boolean {
  const keysOf = keysBy(rotations.map((one) => ({ fromKey: one.from, toKey: one.to })));
  const makers = new Set(
    work.makers.flatMap(({ name, person }) => [
      keyOfParty({ name }),
      ...(person === undefined ? [] : keysOf(person)),
    ]),
  );
  return from.some((party) => makers.has(keyOfParty(party)));
}
