import { boundsOf } from '../edtf-bounds.js';
import type { EventParty, EventSource } from './event-parts.js';
import { isMovement, type Passage, type ProvenanceEvent } from './provenance-event.js';
import { acquisitionMethod, type AcquisitionMethod as Method } from '../provenance/acquisition-methods.js';
import { datesInWords } from '../provenance/dates-in-words.js';
import { readDates, type Timespan } from '../provenance/edtf-dates.js';
import type { Note, Party, Period, Provenance, Source } from '../provenance/period.js';
import { readPeriod, verbatimPeriod } from '../provenance/read-period.js';

/** What a label says of events, and which period is which event's. */
export interface ToldProvenance extends Provenance {
  /** For each period, the place of its event among those that were given. */
  readonly places: readonly number[];
}

/** Events as a provenance in the convention of AAM and CMOA: what moved it, and where it was offered. Searches and examinations are no part of such a text. */
export function tellEvents(events: readonly ProvenanceEvent[]): ToldProvenance {
  const notes: Note[] = [];
  const told = events.flatMap((event, place) =>
    !isMovement(event)
      ? []
      : [{ event, place, period: event.type === 'passage' ? periodOf(event) : periodOfOffer(event) }],
  );
  // Markers whose notes the text never had stay as they are, and are given to no other.
  const taken = new Set(told.flatMap(({ period }) => [...period.footnotes, ...period.citations]));
  const periods = told.map(({ event: { sources = [] }, period }): Period => {
    const of = (isFootnote: boolean) =>
      sources
        .filter((source) => (source.isFootnote ?? false) === isFootnote)
        .map((source) => addNote(notes, { source, taken }));
    return {
      ...period,
      footnotes: [...period.footnotes, ...of(true)],
      citations: [...period.citations, ...of(false)],
    };
  });
  const isNumber = ({ marker }: Note) => /^\d/.test(marker);
  return {
    convention: 'AAM/CMOA',
    periods,
    notes: [...notes.filter(isNumber), ...notes.filter((note) => !isNumber(note))],
    places: told.map(({ place }) => place),
  };
}

/** The marker of a source, which is a note of its own or one that is there already. */
function addNote(
  notes: Note[],
  { source, taken }: { source: EventSource; taken: ReadonlySet<string> },
): string {
  const { citation, file, isFootnote = false } = source;
  const text = [citation, file && `SHA-256 ${file.sha256}`]
    .filter(Boolean)
    .join('; ')
    .replaceAll(/\s+/g, ' ');
  const alike = notes.filter(({ marker }) => /^\d/.test(marker) === isFootnote);
  const known = alike.find((note) => note.text === text);
  if (known) return known.marker;
  const used = new Set([...taken, ...alike.map(({ marker }) => marker)]);
  let place = 0;
  const name = () => (isFootnote ? String(place + 1) : letters(place));
  while (used.has(name())) place += 1;
  notes.push({ marker: name(), text });
  return name();
}

/** a, b … z, aa, ab … */
function letters(place: number): string {
  const letter = (one: number) => String.fromCodePoint(97 + one);
  return place < 26 ? letter(place) : letter(Math.floor(place / 26) - 1) + letter(place % 26);
}

function periodOf(passage: Passage): Period {
  const { said, isDirect = false } = passage;
  if (said !== undefined) return readPeriod(said, isDirect) ?? verbatimPeriod(said, isDirect);
  const { method, from = [], to = [], agents = [], sale, place, price, stockNumber, note } = passage;
  const doubts = new Set(passage.uncertain);
  const found = method === undefined ? null : acquisitionMethod(method);
  const words = found ? wordsOf(found, to.length > 0) : '';
  const agent = agents.find(({ actsFor }) => actsFor === 'receiver');
  return {
    doubt: doubts.has('event') ? 'possibly' : null,
    isInParentheses: false,
    method: found && {
      id: found.id,
      said: words,
      isCertain: !doubts.has('method'),
      isAfterOwner: !found.prefix && found.suffix !== null,
    },
    agent: agent ? partyOf(agent.party, !doubts.has('agents')) : null,
    owner: jointly(to, !doubts.has('to')),
    sources: sourcesOf({ from, agents, sale }, doubts),
    place: place === undefined ? null : { name: place, isCertain: !doubts.has('place') },
    dates: timespanOf(passage),
    stockNumber: [stockNumber, sale?.lot && `lot ${sale.lot}`].filter(Boolean).join(', ') || null,
    price: price
      ? {
          said: `${price.currency} ${price.amount}${doubts.has('price') ? '?' : ''}`,
          value: price.amount,
          currency: price.currency,
        }
      : null,
    // A stop ends the period, and is the writer's.
    remarks: [sharesInWords(to), note?.replace(/\.$/, '')].flatMap((one) => one || []),
    footnotes: [],
    citations: [],
    isDirectTransfer: isDirect,
    verbatim: null,
  };
}

/** "Stolen by" wants somebody: of whom nobody is told it came "by theft". */
function wordsOf({ prefix, suffix, title }: Method, isReceiverTold: boolean): string {
  if (isReceiverTold || !prefix?.endsWith(' by')) return prefix || suffix || title.toLowerCase();
  return suffix || prefix.slice(0, -' by'.length);
}

function periodOfOffer(offer: Extract<ProvenanceEvent, { type: 'offer' }>): Period {
  const { sale, by, outcome, place, note, begin } = offer;
  const house = sale?.house ?? by;
  return {
    ...verbatimPeriod('', false),
    verbatim: null,
    isInParentheses: true,
    owner: house ? partyOf(house, true) : null,
    place: place === undefined ? null : { name: place, isCertain: true },
    dates: timespanOf({ begin }),
    stockNumber: sale?.lot === undefined ? null : `lot ${sale.lot}`,
    remarks: [sale?.title, OUTCOMES[outcome], note].filter((one) => one !== undefined),
  };
}

const OUTCOMES = {
  'bought-in': 'bought in',
  withdrawn: 'withdrawn',
  'not-known': 'not known to have sold',
} as const;

const nameOf = ({ name, person }: EventParty): string => name ?? person ?? '';

function partyOf(party: EventParty, isCertain: boolean): Party {
  const { clause, birth, death, place } = party;
  return {
    name: nameOf(party),
    isCertain,
    clause: clause ?? null,
    relationship: null,
    life:
      birth === undefined && death === undefined
        ? null
        : {
            birth: birth?.slice(0, 4) ?? null,
            death: death?.slice(0, 4) ?? null,
            isBirthCertain: !/[?%]/.test(birth ?? ''),
            isDeathCertain: !/[?%]/.test(death ?? ''),
            era: null,
          },
    place: place === undefined ? null : { name: place, isCertain: true },
  };
}

/** Several owners are one party of a text: "Jane Roe and John Doe". */
function jointly(to: readonly EventParty[], isCertain: boolean): Party | null {
  const [first, ...others] = to;
  if (!first) return null;
  if (others.length === 0) return partyOf(first, isCertain);
  return { ...partyOf({ name: to.map(nameOf).join(' and ') }, isCertain) };
}

const sharesInWords = (to: NonNullable<Passage['to']>): string | null =>
  to.some(({ share }) => share !== undefined && share !== '1')
    ? `shares of ${to.map((owner) => `${owner.share} to ${nameOf(owner)}`).join(' and ')}`
    : null;

function sourcesOf(
  { from, agents, sale }: { from: readonly EventParty[] } & Pick<Passage, 'agents' | 'sale'>,
  doubts: ReadonlySet<string>,
): Source[] {
  const title = sale?.title === undefined ? null : `"${sale.title.replaceAll('"', '')}"`;
  return [
    ...from.map((party) => ({
      by: 'from' as const,
      event: null,
      party: partyOf(party, !doubts.has('from')),
    })),
    ...(agents ?? [])
      .filter(({ actsFor }) => actsFor === 'giver')
      .map(({ party }) => ({
        by: 'through' as const,
        event: null,
        party: partyOf(party, !doubts.has('agents')),
      })),
    ...(title || sale?.house
      ? [{ by: 'through' as const, event: title, party: sale?.house ? partyOf(sale.house, true) : null }]
      : []),
  ];
}

function timespanOf({ begin, end }: Pick<Passage, 'begin'> & { end?: string | undefined }): Timespan | null {
  const [earliestBegin, latestBegin] = endsOf(begin);
  const [earliestEnd, latestEnd] = endsOf(end);
  const words = datesInWords({ earliestBegin, latestBegin, earliestEnd, latestEnd });
  return words === null
    ? null
    : (readDates(words) ?? { words, earliestBegin, latestBegin, earliestEnd, latestEnd });
}

function endsOf(edtf: string | undefined): [string | null, string | null] {
  if (edtf === undefined || boundsOf(edtf) === null) return [null, null];
  const [from = '', to = from] = edtf
    .split('/')
    .map((part) => part.replaceAll('-XX', '').replace(/T.*$/, ''));
  const open = (date: string) => (date === '' || date === '..' ? null : date);
  return [open(from), open(to)];
}
