import { Refusal } from '../../lib/refusal.js';
import { boundsOf } from '../edtf-bounds.js';
import { keyOfParty, type EventParty, type EventSource } from './event-parts.js';
import { eventSchema, type Passage } from './provenance-event.js';
import type { Note, Party, Period, Provenance } from '../provenance/period.js';
import { moneyOf } from '../provenance/read-deal.js';
import { writePeriod } from '../provenance/write-provenance.js';

/**
 * The events that a provenance in words tells, a passage a period, each with the words themselves. What the words say that an event has no
 * place for stays in the words. Refuses PERIOD_TOO_LONG and NOTE_TOO_LONG: an event holds 5,000 letters of each.
 */
export function eventsOfText({ periods, notes }: Provenance): Passage[] {
  const noted = new Set(notes.flatMap(({ marker, text }) => (text.trim() === '' ? [] : [marker])));
  const unnoted = (markers: readonly string[]) => markers.filter((marker) => !noted.has(marker));
  return periods.map((period, at) => {
    const said = writePeriod(
      { ...period, footnotes: unnoted(period.footnotes), citations: unnoted(period.citations) },
      { isOpening: true },
    );
    if (said.length > MOST_SAID)
      throw new Refusal(
        'PERIOD_TOO_LONG',
        `Period ${at + 1} has ${said.length} letters; the most is ${MOST_SAID}. Divide it, or put the long part into a note.`,
        { period: at, letters: said.length },
      );
    return passageOf(period, { said, notes, before: periods[at - 1] });
  });
}

const MOST_SAID = 5000;

interface Surroundings {
  readonly said: string;
  readonly notes: readonly Note[];
  /** The period before it. */
  readonly before: Period | undefined;
}

function passageOf(period: Period, { said, notes, before }: Surroundings): Passage {
  const { method, agent, owner, sources, place, dates, price, stockNumber, isDirectTransfer } = period;
  const from = sources.flatMap(({ by, event, party }) =>
    party && event === null && (by === 'of' || isSame(party, before?.owner)) ? [party] : [],
  );
  const sale = sources.find(({ event }) => event !== null);
  const sellers = sources.flatMap(({ party }) =>
    party && !from.includes(party) && party !== sale?.party ? [party] : [],
  );
  const agents = [
    ...(agent ? [{ party: partyOf(agent), actsFor: 'receiver' as const }] : []),
    ...sellers.map((party) => ({ party: partyOf(party), actsFor: 'giver' as const })),
  ];
  const paid = moneyOf(price);
  // A dealer in parentheses had it and did not own it.
  const kind = method?.id ?? (period.isInParentheses ? 'possessed_by' : undefined);
  const whole = {
    type: 'passage' as const,
    ...(kind !== undefined && { method: kind }),
    ...(from.length > 0 && { from: from.map(partyOf) }),
    ...(owner && { to: [partyOf(owner)] }),
    ...(agents.length > 0 && { agents }),
    ...span('begin', dates?.earliestBegin, dates?.latestBegin),
    ...span('end', dates?.earliestEnd, dates?.latestEnd),
    ...(place && { place: place.name }),
    ...(sale?.event && {
      sale: {
        title: sale.event.replaceAll(/^["“”']|["“”']$/g, '').trim(),
        ...(sale.party && { house: partyOf(sale.party) }),
      },
    }),
    ...(paid && { price: paid }),
    ...(stockNumber !== null && { stockNumber }),
    ...doubtsOf(period),
    ...citedBy(period, notes),
  };
  // Where a part is longer than an event takes, or names one party twice, the words alone stand.
  const parsed = eventSchema.safeParse({ ...whole, isDirect: isDirectTransfer, said });
  const found = parsed.success
    ? parsed.data
    : eventSchema.parse({ type: 'passage', isDirect: isDirectTransfer, said });
  return found as Passage; // its type is written above
}

const isSame = (party: Party, other: Party | null | undefined): boolean =>
  other != null && keyOfParty({ name: party.name }) === keyOfParty({ name: other.name });

function partyOf({ name, clause, relationship, life, place }: Party): EventParty {
  const related = relationship && `${relationship.to}'s ${relationship.is}`;
  const year = (text: string | null | undefined, isCertain = true) =>
    text != null && boundsOf(text.padStart(4, '0')) && life?.era !== 'BCE'
      ? text.padStart(4, '0') + (isCertain ? '' : '?')
      : undefined;
  const birth = year(life?.birth, life?.isBirthCertain);
  const death = year(life?.death, life?.isDeathCertain);
  return {
    name,
    ...((clause ?? related) && { clause: [related, clause].filter(Boolean).join(', ') }),
    ...(birth !== undefined && { birth }),
    ...(death !== undefined && { death }),
    ...(place && { place: place.name }),
  };
}

function span(
  name: 'begin' | 'end',
  earliest: string | null | undefined,
  latest: string | null | undefined,
): { begin?: string; end?: string } {
  if (earliest == null && latest == null) return {};
  const date = earliest === latest ? (earliest ?? '') : `${earliest ?? '..'}/${latest ?? '..'}`;
  return boundsOf(date) ? { [name]: date } : {};
}

function doubtsOf({ doubt, method, agent, owner, place, dates, price }: Period): Pick<Passage, 'uncertain'> {
  const uncertain = [
    ...(doubt === null ? [] : ['event' as const]),
    ...(method?.isCertain === false ? ['method' as const] : []),
    ...(owner?.isCertain === false ? ['to' as const] : []),
    ...(agent?.isCertain === false ? ['agents' as const] : []),
    ...(place?.isCertain === false ? ['place' as const] : []),
    ...(dates?.words.includes('?') ? ['begin' as const] : []),
    ...(price?.said.endsWith('?') ? ['price' as const] : []),
  ];
  return uncertain.length > 0 ? { uncertain } : {};
}

function citedBy({ footnotes, citations }: Period, notes: readonly Note[]): { sources?: EventSource[] } {
  const texts = new Map(notes.map(({ marker, text }) => [marker, text]));
  const cited = (markers: readonly string[], isFootnote: boolean) =>
    markers.flatMap((marker) => {
      const citation = texts.get(marker)?.trim();
      if (!citation) return [];
      if (citation.length > MOST_SAID)
        throw new Refusal(
          'NOTE_TOO_LONG',
          `The note [${marker}] has ${citation.length} letters; the most is ${MOST_SAID}.`,
          { marker, letters: citation.length },
        );
      return [{ citation, ...(isFootnote && { isFootnote }) }];
    });
  const sources = [...cited(footnotes, true), ...cited(citations, false)];
  return sources.length > 0 ? { sources } : {};
}
