import { detailsOfExamination, type Examination } from '../../title/history/examination.js';
import { isMovement, type ProvenanceEvent } from '../../title/history/provenance-event.js';
import { erasedLines } from './erased-words.js';
import { movesInWords, wordsOfEvent } from './event-words.js';
import type { Sheet } from './pdf-sheet.js';
import { namedPerson } from './person-name.js';
import type { HistoryEvent, RecordedToken } from './recorded-history.js';
import { competingHistory, toldHistory } from './told-history.js';
import { utcWords } from './utc-words.js';
import type { WorkRecord } from './work-record.js';
import { counted } from '../../lib/counted.js';

/** More events than this are counted, and stand in the record that is attached. */
const MOST_EVENTS = 200;

/** Pages on the history of a work as persons tell it, each event with what is uncertain of it, on what it rests and who says so; and on its tokens. */
export function writeHistory(sheet: Sheet, record: WorkRecord): void {
  const erased = erasedLines(record);
  if (record.history.length + erased.length > 0) {
    sheet.heading('History, as it is stated');
    sheet.text(
      'Events as persons tell them, with their documents. They move no title that is registered; that stands under Title. Theft, looting and loans move custody, never title.',
      { colour: 'quiet', size: 9 },
    );
    for (const { object, events } of toldHistory(record)) {
      if (object !== null) sheet.subheading(`Of ${object}`);
      writeEvents(sheet, record, events);
    }
    const competing = competingHistory(record);
    if (competing.length > 0) {
      sheet.subheading('Stated by competing claimants, beside the above');
      writeEvents(sheet, record, competing);
    }
    writeEnded(sheet, record);
    if (erased.length > 0) sheet.subheading('Erased on demand');
    for (const line of erased) sheet.text(line);
  }
  writeTokens(sheet, record);
}

function writeEvents(sheet: Sheet, record: WorkRecord, events: readonly HistoryEvent[]): void {
  sheet.space(4);
  for (const told of events.slice(0, MOST_EVENTS)) {
    const { event, recordedBy, capacity, recordedAt, index } = told;
    const lines = [
      wordsOfEvent(event),
      movesInWords(event),
      ...doubtsOf(event),
      ...(event.type === 'examination' ? examinationLines(event) : []),
      ...sourcesOf(event),
      `Stated by ${namedPerson(record, recordedBy)}, as ${capacity.replaceAll('-', ' ')}; entry ${index}, recorded ${utcWords(recordedAt)}`,
    ];
    sheet.row(dateOf(event), lines.join('\n'));
    sheet.space(4);
  }
  const more = events.length - MOST_EVENTS;
  if (more > 0)
    sheet.text(
      `${counted(more, 'more event stands', 'more events stand')} in record.json, which is attached.`,
      { colour: 'quiet' },
    );
}

const dateOf = (event: ProvenanceEvent): string => {
  if (!isMovement(event)) return event.on;
  const end = event.type === 'passage' ? event.end : undefined;
  if (event.begin === undefined && end === undefined) return 'undated';
  return [event.begin ?? 'undated', ...(end === undefined ? [] : [`until ${end}`])].join(', ');
};

const examinationLines = (examination: Examination): string[] => [
  ...detailsOfExamination(examination).map(({ name, text }) => `${name}: ${text}`),
  ...(examination.photographs ?? []).map(({ sha256 }) => `Photograph: file with SHA-256 ${sha256}`),
];

const doubtsOf = (event: ProvenanceEvent): string[] =>
  isMovement(event) && event.uncertain
    ? [
        `Uncertain: ${event.uncertain.map((what) => (what === 'event' ? 'whether it happened' : what)).join(', ')}`,
      ]
    : [];

const sourcesOf = ({ sources = [] }: ProvenanceEvent): string[] =>
  sources.map(
    ({ citation, file, dated }) =>
      `Rests on: ${[
        citation,
        file && `file with SHA-256 ${file.sha256}`,
        dated !== undefined && `dated ${dated}`,
      ]
        .filter(Boolean)
        .join('; ')}`,
  );

function writeEnded(sheet: Sheet, { history }: WorkRecord): void {
  const ended = history.filter(({ endedAt }) => endedAt !== null);
  if (ended.length === 0) return;
  sheet.subheading('Taken back, or replaced by who stated it');
  for (const { event, endedAt, index } of ended.slice(0, MOST_EVENTS))
    sheet.row(
      `Entry ${index}`,
      `${wordsOfEvent(event)}\nuntil ${utcWords(endedAt ?? '')}, when it was taken back or replaced`,
    );
}

function writeTokens(sheet: Sheet, record: WorkRecord): void {
  if (record.tokens.length === 0) return;
  sheet.heading('Tokens');
  sheet.text(
    'Evidence, and no title: whoever has a token need not own the work, and the other way round. Ask the chain who has it now.',
    { colour: 'quiet', size: 9 },
  );
  sheet.space(4);
  for (const token of record.tokens)
    sheet.row(`Token ${shortened(token.tokenId)}`, linesOfToken(record, token).join('\n'));
}

const shortened = (number: string): string => (number.length > 12 ? `${number.slice(0, 12)}…` : number);

const linesOfToken = (
  record: WorkRecord,
  { tokenId, contract, chainId, owner, blockNumber, blockTime, linkedBy, capacity, index }: RecordedToken,
): string[] => [
  `Number ${tokenId} of ${contract}, chain ${chainId}`,
  `Owner at block ${blockNumber} (${utcWords(blockTime)}), as it was stated: ${owner}`,
  `Stated by ${namedPerson(record, linkedBy)}, as ${capacity.replaceAll('-', ' ')}; entry ${index}`,
];
