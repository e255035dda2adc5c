import { boundsOf } from '../edtf-bounds.js';
import { keyOfParty } from './event-parts.js';
import { isMovement, type Passage, type ProvenanceEvent } from './provenance-event.js';
import { flagRule, raise, type Flag } from '../provenance/flags/flag.js';
import { readPeriod } from '../provenance/read-period.js';

const AAM = 'American Alliance of Museums, Guide to Provenance Research';
const TEXT_VS_DATA = flagRule(
  'OWNER_TEXT_VS_DATA',
  'medium',
  AAM,
  'The words of an event name another owner than the event does.',
  'Corrected words, or a corrected event.',
);
const POSTDATES = flagRule(
  'DOC_POSTDATES_EVENT',
  'low',
  AAM,
  'All documents of an event were made years after it.',
  'A document of the time.',
);
const NOT_SEARCHED = flagRule(
  'LOSS_DB_NOT_SEARCHED',
  'low',
  'International Council of Museums, Code of Ethics (2017), 2.3: due diligence',
  'No search in a database of losses is recorded since it last changed hands.',
  'A search, recorded with what was searched and when: also one that found nothing.',
);
const OVERGIVEN = flagRule(
  'BOUGHT_IN_SHOWN_AS_SALE',
  'high',
  AAM,
  'A lot is told as sold, and as bought in or withdrawn.',
  'The result list of the sale, or the invoice.',
);

/** How many years later a document still counts as one of the time: catalogues and accounts come out with delay. */
const YEARS_OF_DELAY = 2;
const MS_A_YEAR = 365.25 * 86_400_000;

/** What to look at in events beyond what their words say; `periods` are places among the events. */
export function flagsOfEvents(events: readonly ProvenanceEvent[]): Flag[] {
  return [
    ...events.flatMap((event, place) => [...textFlags(event, place), ...sourceFlags(event, place)]),
    ...lotFlags(events),
    ...searchFlags(events),
  ];
}

function textFlags(event: ProvenanceEvent, place: number): Flag[] {
  if (event.type !== 'passage' || event.said === undefined) return [];
  const owner = readPeriod(event.said, false)?.owner;
  const [first] = event.to ?? [];
  const isOther =
    owner &&
    first?.name !== undefined &&
    keyOfParty({ name: owner.name }) !== keyOfParty({ name: first.name });
  return isOther
    ? [raise(TEXT_VS_DATA, [place], `The words name ${owner.name}, the event ${first.name}.`)]
    : [];
}

function sourceFlags(event: ProvenanceEvent, place: number): Flag[] {
  if (!isMovement(event) || event.begin === undefined) return [];
  const at = boundsOf(event.begin);
  const dates = (event.sources ?? []).map(({ dated }) => (dated === undefined ? null : boundsOf(dated)));
  const isLate = (from: number) => at !== null && from > at.to + YEARS_OF_DELAY * MS_A_YEAR;
  return dates.length > 0 && dates.every((date) => date !== null && isLate(date.from))
    ? [raise(POSTDATES, [place], `The event is of ${event.begin}; its earliest document is later.`)]
    : [];
}

const lotOf = ({ sale }: { sale?: Passage['sale'] }): string | null => {
  const house = sale?.house ? keyOfParty(sale.house) : sale?.title?.toLowerCase();
  return sale?.lot === undefined || house === undefined ? null : `${house} ${sale.lot}`;
};

function lotFlags(events: readonly ProvenanceEvent[]): Flag[] {
  const sold = new Map(
    events.flatMap((event, place) => {
      const lot = event.type === 'passage' ? lotOf(event) : null;
      return lot === null ? [] : [[lot, place] as const];
    }),
  );
  return events.flatMap((event, place) => {
    const lot = event.type === 'offer' && event.outcome !== 'not-known' ? lotOf(event) : null;
    const other = lot === null ? undefined : sold.get(lot);
    return other === undefined
      ? []
      : [
          raise(
            OVERGIVEN,
            [other, place],
            `Lot ${event.type === 'offer' ? event.sale?.lot : ''} is told as sold, and as not sold.`,
          ),
        ];
  });
}

function searchFlags(events: readonly ProvenanceEvent[]): Flag[] {
  const passages = events.flatMap((event) => (event.type === 'passage' ? [event] : []));
  const last = Math.max(
    ...passages.map(({ begin }) => (begin === undefined ? -Infinity : (boundsOf(begin)?.from ?? -Infinity))),
  );
  const isSearched = events.some(
    (event) =>
      event.type === 'search' &&
      event.kind === 'loss-database' &&
      (boundsOf(event.on)?.to ?? -Infinity) >= last,
  );
  return passages.length === 0 || isSearched
    ? []
    : [raise(NOT_SEARCHED, [], 'No search in a database of losses is recorded.')];
}

/** Flags of gaps with the searches that are about their time: an examined gap differs from an unexamined one. */
export function withSearches(flags: readonly Flag[], events: readonly ProvenanceEvent[]): Flag[] {
  const searches = events.flatMap((event) =>
    event.type === 'search' && event.span !== undefined ? [event] : [],
  );
  const timeOf = (place: number | undefined, name: 'begin' | 'end') => {
    const event = place === undefined ? undefined : events[place];
    const date =
      event?.type === 'passage' ? (name === 'end' ? (event.end ?? event.begin) : event.begin) : undefined;
    return date === undefined ? null : boundsOf(date);
  };
  return flags.map((flag) => {
    if (!/GAP/.test(flag.code)) return flag;
    const from = timeOf(flag.periods[0], 'end')?.from ?? -Infinity;
    const to = timeOf(flag.periods.at(-1), 'begin')?.to ?? Infinity;
    const about = searches.filter(({ span = '' }) => {
      const bounds = boundsOf(span);
      return bounds && bounds.from <= to && bounds.to >= from;
    });
    const told = about.map(({ searched, on, found }) => `${searched}, ${on}: found ${found}`);
    return told.length > 0
      ? { ...flag, message: `${flag.message} It was searched: ${told.join('; ')}.` }
      : flag;
  });
}
