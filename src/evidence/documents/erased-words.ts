import { namedPerson } from './person-name.js';
import type { ErasedHistory } from './recorded-history.js';
import { utcWords } from './utc-words.js';
import type { WorkFacts } from './work-record.js';

/** Told wherever a history is: without it an erased one would read as if nobody had told any. */
export const erasedInWords = ({
  index,
  by,
  recordedAt,
  erasedAt,
}: {
  readonly index: number;
  readonly by: string;
  readonly recordedAt: string;
  readonly erasedAt: string;
}): string =>
  `Entry ${index} (record-provenance) by ${by}, recorded ${utcWords(recordedAt)}, was erased on demand ${utcWords(erasedAt)}: what it told of the history is not known here.`;

export const erasedLines = ({ erasedHistory, ...record }: WorkFacts): string[] =>
  erasedHistory.map((one) => erasedInWords({ ...one, by: teller(record, one) }));

const teller = (
  record: Pick<WorkFacts, 'work' | 'rotations'>,
  { recordedBy, capacity }: ErasedHistory,
): string => `${namedPerson(record, recordedBy)}, as ${capacity.replaceAll('-', ' ')}`;
