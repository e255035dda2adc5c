import { counted } from '../../lib/counted.js';
import { tellEvents } from '../../title/history/event-text.js';
import { writeProvenance } from '../../title/provenance/write-provenance.js';
import { erasedLines } from './erased-words.js';
import { isCustodyAlone, wordsOfEvent } from './event-words.js';
import { namedPerson } from './person-name.js';
import { provenanceOf } from './provenance-of.js';
import type { HistoryEvent } from './recorded-history.js';
import { competingHistory, toldHistory, type ToldHistory } from './told-history.js';
import { CLAIM_NOTICE, type WorkRecord } from './work-record.js';
import { utcWords } from './utc-words.js';

/**
 * provenance.txt: where events of its history are told, the text for a label that they make, marked as stated, and then the title that is
 * registered; else that alone. Under each what it rests on. Empty of periods where nobody has held title yet.
 */
export function writeProvenanceText(record: WorkRecord): string {
  const told = toldHistory(record);
  const competing = competingHistory(record);
  const erased = erasedLines(record);
  if (told.length + competing.length + erased.length === 0)
    return `${registeredText(record)}\n${CLAIM_NOTICE}\n`;
  return [
    'STATED (events of its history, as persons tell them; they move no title that is registered)\n',
    ...told.map((history) => statedText(record, history)),
    ...competingText(record, competing),
    ...(erased.length === 0 ? [] : ['Erased on demand:', ...erased.map((line) => `- ${line}`), '']),
    'REGISTERED (title by transfers that its owners signed themselves)\n',
    registeredText(record),
    `${CLAIM_NOTICE}\n`,
  ].join('\n');
}

function statedText(record: WorkRecord, { object, events }: ToldHistory): string {
  const told = tellEvents(events.map(({ event }) => event));
  const inCustody = events.filter(({ event }) => isCustodyAlone(event));
  const searches = events.filter(({ event }) => event.type === 'search');
  const examinations = events.filter(({ event }) => event.type === 'examination');
  const lines = (heading: string, list: readonly HistoryEvent[]) =>
    list.length === 0 ? [] : [heading, ...list.map(({ event }) => `- ${wordsOfEvent(event)}`)];
  return [
    ...(object === null ? [] : [`Of ${object}:`]),
    told.periods.length > 0
      ? writeProvenance(told)
      : `No passage is told${record.erasedHistory.length > 0 ? ' that was not erased: see below' : ''}.`,
    '',
    ...lines('Of these, what moved custody alone and left title where it was:', inCustody),
    ...lines('Searches:', searches),
    ...lines('Examinations:', examinations),
    'Who states it:',
    ...tellersOf(record, events),
    '',
  ].join('\n');
}

/** Who told how many of some events, a line for each statement. */
function tellersOf(record: WorkRecord, events: readonly HistoryEvent[]): string[] {
  const entries = [...new Set(events.map(({ index }) => index))].toSorted((a, b) => a - b);
  return entries.flatMap((entry) => {
    const own = events.filter(({ index }) => index === entry);
    const [first] = own;
    if (!first) return [];
    const { recordedBy, capacity, recordedAt } = first;
    return `- ${namedPerson(record, recordedBy)}, as ${capacity.replaceAll('-', ' ')}: ${counted(own.length, 'event')}; entry ${entry}, recorded ${utcWords(recordedAt)}`;
  });
}

const competingText = (record: WorkRecord, events: readonly HistoryEvent[]): string[] =>
  events.length === 0
    ? []
    : [
        'Stated by competing claimants, and no part of the text above:',
        ...events.map(({ event }) => `- ${wordsOfEvent(event)}`),
        ...tellersOf(record, events),
        '',
      ];

function registeredText(record: WorkRecord): string {
  const provenance = provenanceOf(record);
  const text = provenance.periods.length === 0 ? 'No title is recorded.' : writeProvenance(provenance);
  return `${text}

Title as recorded up to ${utcWords(record.asOf)}, ${record.work.id}. Convention: ${provenance.convention}; ";" passed directly to the next,
"." did not, or is not known to have. This is of title alone: custody and copyright move separately.`;
}
