import { openClient } from '../../src/cli/client.js';
import { referenceTo } from '../../src/works/file.js';
import { examineEvents } from '../../src/title/history/examine-events.js';
import type { Passage } from '../../src/title/history/provenance-event.js';
import { besidePeer, median, ownFigure, type Bench, type Result } from './bench.js';
import { startHouse } from './house-process.js';
import { openLoad, type Question } from './load.js';
import { fileOf, originOf, participant } from './participant.js';
import { aPicture } from './pictures.js';
import { randomFrom } from './random.js';

const EVENTS = 200;
const WORKS = 10_000;
const ASKED = 300;
const GOALS = { ownershipMs: 5, flagsS: 60 } as const;

const OWNERSHIP = `query ($work: ID!, $on: String!) { ownership(work: $work, validAt: $on) {
  owners { party { name person { id } } share isCertain basis since } custodian { party { name } method } checkpoint { size root }
} }`;

/**
 * Who owned a work of 200 events on a day, by GraphQL, beside the same server telling what the work is called; and red flags over 10,000
 * works of eight events each.
 */
export async function benchTitle(bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  for (const postgresUrl of bench.postgresUrl === null ? [null] : [bench.postgresUrl, null])
    results.push(await ownershipOn(bench, postgresUrl));
  results.push(flagsOver(bench));
  return results;
}

async function ownershipOn(bench: Bench, postgresUrl: string | null): Promise<Result> {
  const house = await startHouse(bench, postgresUrl);
  bench.progress(`telling ${EVENTS} events on ${house.database}`);
  const client = openClient(house.url);
  const ada = participant('ada', { client, origin: await originOf(client) });
  const picture = await fileOf(await aPicture('title', null, { width: 256, height: 192 }), 'image/jpeg');
  const { work } = await ada.state<{ work: { id: string } }>('register-work', {
    body: { title: 'Long-lived', makers: [], dateMade: '1500', files: [referenceTo(picture)] },
    files: [picture],
    select: '{ ... on RegisteredWork { work { id } } }',
  });
  await ada.state('claim-authorship', {
    body: { work: work.id, claimants: [ada.address], basis: 'author' },
    select: '{ claim { id } }',
  });
  const events = chainOf(EVENTS, 1500, randomFrom('bench title'));
  for (const half of [events.slice(0, EVENTS / 2), events.slice(EVENTS / 2)])
    await ada.state('record-provenance', {
      body: { work: work.id, events: half },
      select: '{ work { id } }',
    });
  const load = openLoad(1);
  bench.scope.defer(async () => load.close());
  const questions = Array.from({ length: ASKED }, (_, at): Question => ({
    query: OWNERSHIP,
    variables: { work: work.id, on: `${1501 + (at % 480)}-06-01` },
  }));
  const plain = questions.map((): Question => ({
    query: 'query ($work: ID!) { work(id: $work) { title } }',
    variables: { work: work.id },
  }));
  const timesOf = async (asked: readonly Question[]): Promise<number> => {
    const times: number[] = [];
    for (const question of asked) {
      const from = performance.now();
      await load.ask(house, question);
      times.push(performance.now() - from);
    }
    return median(times);
  };
  // Until then both have been compiled.
  await timesOf(questions);
  await timesOf(plain);
  const [ours, peer] = [await timesOf(questions), await timesOf(plain)];
  await house.stop();
  bench.progress(`${ours.toFixed(2)} ms on ${house.database}`);
  const result = besidePeer(
    `who owned a work of ${EVENTS} events on a day, by GraphQL on ${house.database}, p50`,
    'ms',
    { ours, peer, peerName: "the same server telling a work's title" },
  );
  return { ...result, goal: `≤ ${GOALS.ownershipMs} ms`, reached: ours <= GOALS.ownershipMs };
}

function flagsOver(bench: Bench): Result {
  bench.progress(`looking for red flags in ${WORKS} works`);
  const random = randomFrom('bench flags');
  const works = Array.from({ length: WORKS }, () => chainOf(8, 1850, random));
  const from = performance.now();
  const flags = works.map(
    (events) =>
      examineEvents(
        events.map((event) => ({ object: null, event })),
        { created: 1850 },
      ).flags.length,
  );
  const seconds = (performance.now() - from) / 1000;
  bench.progress(`${flags.reduce((a, b) => a + b, 0)} flags`);
  return ownFigure(`red flags over ${WORKS} works of eight events`, 's', {
    ours: seconds,
    most: GOALS.flagsS,
  });
}

const NAMES = [
  'Galerie X',
  'Jane Roe',
  'John Doe',
  'Museum',
  'private collection',
  'Durand-Ruel',
  'Sam Salz, Inc.',
];
const METHODS = ['sale', 'gift', 'by_descent', 'on_loan', 'returned', 'purchase_at_auction', 'consignment'];
const PLACES = ['Paris', 'Berlin', 'New York, NY', 'London', 'Munich', 'Vienna'];

function chainOf(length: number, since: number, random: ReturnType<typeof randomFrom>): Passage[] {
  const span = 2020 - since;
  return Array.from({ length }, (_, at) => {
    const year = since + Math.floor((at * span) / length);
    const one = <Value>(values: readonly Value[]): Value => values[random.below(values.length)] as Value; // within its length
    return {
      type: 'passage',
      method: one(METHODS),
      to: [{ name: `${one(NAMES)} ${at}`, place: one(PLACES) }],
      begin: random.below(4) === 0 ? `${year}/${year + 3}` : String(year),
      isDirect: random.below(2) === 0,
      ...(random.below(3) === 0 && { sources: [{ citation: `Stock book, fol. ${at}` }] }),
    };
  });
}
