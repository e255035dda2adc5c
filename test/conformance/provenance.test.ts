import { eventsOfText } from '../../src/title/history/events-of-text.js';
import { examineEvents } from '../../src/title/history/examine-events.js';
import { readDate, readDates, calendarDays } from '../../src/title/provenance/edtf-dates.js';
import { findFlags } from '../../src/title/provenance/flags/find-flags.js';
import { readParty, readPlace } from '../../src/title/provenance/read-party.js';
import { readProvenance } from '../../src/title/provenance/read-provenance.js';
import { writeProvenance } from '../../src/title/provenance/write-provenance.js';
import { describeVectors, readVector } from './vectors.js';

type Expected = Readonly<Record<string, unknown>>;
interface Told {
  readonly parser: string;
  readonly input: string;
  readonly expect: Expected;
}

/** The names of the vectors for what a period holds. */
function firstPeriod(input: string): Expected {
  const { periods } = readProvenance(input);
  const [first] = periods;
  return {
    '0.owner.name': first?.owner?.name,
    '0.owner.place': first?.owner?.place?.name,
    '0.purchase.value': first?.price?.value,
    '0.purchase.currency_symbol': first?.price?.currency,
    '0.direct_transfer': first?.isDirectTransfer,
    '0.purchasing_agent.name': first?.agent?.name,
    '0.sellers_agent.name': first?.sources[0]?.party?.name,
    '0.acquisition_method.id': first?.method?.id,
    '0.period_certainty': first?.doubt === null,
    periods: periods.length,
    gap_after: periods.flatMap(({ isDirectTransfer }, at) =>
      isDirectTransfer || at === periods.length - 1 ? [] : [at],
    ),
  };
}

function actor(input: string): Expected {
  const party = readParty(input);
  return {
    name: party?.name,
    clause: party?.clause,
    relationship: party?.relationship?.is,
    relationship_to: party?.relationship?.to,
    birth: party?.life?.birth,
    death: party?.life?.death,
    era: party?.life?.era,
  };
}

function event(input: string): Expected {
  const sources = readProvenance(`X, ${input}.`).periods.flatMap((period) => period.sources);
  const party = sources.find((source) => source.party)?.party;
  return {
    event: sources.find((source) => source.event)?.event?.slice(1, -1),
    sellers_agent: party?.name,
    place: party?.place?.name,
  };
}

function date(input: string): Expected {
  const bare = readDate(input);
  const span = readDates(input);
  const days = bare === null ? null : calendarDays(bare);
  const first = span?.earliestBegin;
  const last = span?.latestEnd;
  const settled = span?.latestBegin;
  return {
    earliest: days?.earliest,
    latest: days?.latest,
    century: bare?.endsWith('XX') ? Number(bare.slice(0, 2)) + 1 : undefined,
    decade: bare?.endsWith('X') ? Number(bare.replace('X', '0')) : undefined,
    certainty: !bare?.endsWith('?'),
    botb: first,
    eotb: settled,
    bote: span?.earliestEnd,
    eote: last,
    possible: first && last && `${calendarDays(first).earliest}/${calendarDays(last).latest}`,
    definite:
      settled &&
      span?.earliestEnd &&
      `${calendarDays(settled).latest}/${calendarDays(span.earliestEnd).earliest}`,
  };
}

const answer = ({ parser, input, expect: { error } }: Told): Expected => {
  if (error) {
    const isRead =
      parser === 'place'
        ? readPlace(input) !== null
        : readProvenance(`X ${input}.`).periods.some(({ footnotes }) => footnotes.length > 0);
    return { error: !isRead };
  }
  if (parser === 'paragraph') return firstPeriod(input);
  if (parser === 'actor') return actor(input);
  if (parser === 'place') return { place: readPlace(input)?.name };
  if (parser === 'named_event') return event(input);
  if (parser === 'date-interval-form') return { parses: readDates(input) !== null };
  return date(input);
};

const json = <Content>(name: string): Content => JSON.parse(readVector(name).toString('utf8')) as Content; // the vectors' own form

describeVectors('provenance', () => {
  it.each(json<{ vectors: Told[] }>('provenance/provenance-strings.json').vectors)(
    '$parser: $input',
    (told) => {
      const { note: _, ...wanted } = told.expect;
      expect(answer(told)).toMatchObject(wanted);
    },
  );

  const texts = [
    ...json<{ vectors: Told[] }>('provenance/provenance-strings.json')
      .vectors.filter(({ parser }) => parser === 'paragraph')
      .map(({ input }) => input),
    ...json<{ records: { text: string }[] }>('provenance/cmoa-real-records.json').records.map(
      ({ text }) => text,
    ),
  ];

  it.each(texts)('is understood whole, and the same once written: %s', (text) => {
    const read = readProvenance(text);
    expect(read.periods.filter(({ verbatim }) => verbatim !== null)).toEqual([]);
    expect(readProvenance(writeProvenance(read))).toEqual(read);
  });

  it.each(texts)('is the same once told in events: %s', (text) => {
    const read = readProvenance(text);
    const events = eventsOfText(read);
    expect(events.filter(({ to, method }) => !to && method === undefined)).toEqual([]);
    expect(
      examineEvents(
        events.map((one) => ({ object: null, event: one })),
        { created: null },
      ).text,
    ).toBe(writeProvenance(read));
  });

  it.each(
    json<{ vectors: { description: string; provenance: string; expect_flags: string[] }[] }>(
      'provenance/redflag-vectors.json',
    ).vectors,
  )('$description: $provenance', ({ provenance, expect_flags: wanted }) => {
    const codes = new Set(findFlags(readProvenance(provenance)).map(({ code }) => code));
    expect([...codes].sort()).toEqual([...wanted].sort());
  });
});
