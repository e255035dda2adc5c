import { counted } from '../lib/counted.js';
import { Refusal } from '../lib/refusal.js';
import { examineEvents } from '../title/history/examine-events.js';
import { yearOf } from '../title/edtf-bounds.js';
import { detailsOfExamination, wordsOfExamination } from '../title/history/examination.js';
import type { ProvenanceEvent } from '../title/history/provenance-event.js';
import { gravestFirst } from '../title/provenance/flags/flag.js';
import { instantOption, type Answer, type Call } from './command.js';
import { ERASED_FIELDS, erasedLines, type ErasedStatement } from './erased-lines.js';
import { withServer } from './house.js';
import { printable } from './printable.js';
import { withProgress } from './progress.js';
import { readWatchLists } from './watch-list-files.js';
import { readId } from './read-option.js';

interface RecordFlag {
  readonly code: string;
  readonly severity: string;
  readonly about: readonly string[];
  readonly message: string;
  readonly clears: string;
}

interface Told {
  readonly work: {
    /** Left out where what was known on a day is asked: it is of today. */
    readonly flagsOfRecord?: {
      readonly flags: readonly RecordFlag[];
      readonly unread: readonly { readonly file: string; readonly why: string }[];
    };
    readonly dateMade: string | null;
    readonly makers: readonly { readonly name: string }[];
    readonly provenance: {
      readonly events: readonly {
        readonly id: string;
        readonly object: string | null;
        readonly content: ProvenanceEvent;
        readonly capacity: string;
        readonly statedBy: { readonly id: string };
      }[];
      readonly erased: readonly ErasedStatement[];
      readonly checkpoint: { readonly size: number } | null;
    };
  } | null;
}

const TOLD = `query ($work: ID!, $knownAt: String, $isNow: Boolean!) { work(id: $work) {
  flagsOfRecord @include(if: $isNow) { flags { code severity about message rule source clears } unread { file why } }
  dateMade makers { name } provenance(knownAt: $knownAt) { events { id object content capacity statedBy { id } } ${ERASED_FIELDS} checkpoint { size } }
} }`;

const NOTHING_LEFT = 'Of how it passed nothing is told that was not erased.';

const linesOfFlag = ({ severity, code, message, clears }: Omit<RecordFlag, 'about'>): string[] => [
  `${severity.padEnd(7)} ${code}: ${message}`,
  `        Would clear it: ${clears}`,
];

const examinationLines = (object: string | null, event: ProvenanceEvent): string[] =>
  event.type === 'examination'
    ? [
        `${object === null ? '' : `Of ${object}: `}${wordsOfExamination(event)}`,
        ...detailsOfExamination(event).map(({ name, text }) => `  ${name}: ${text}`),
      ]
    : [];

/** A work's history as it is told, and what the whole record raises: the text is made, and flags are looked for, here, so that watch lists stay with who has them. */
export async function showProvenance(call: Call, named: string): Promise<Answer> {
  const work = readId('WORK', named, 'work');
  const watchLists = await readWatchLists(call.options);
  const knownAt = instantOption(call.options, 'known-at');
  const { work: found } = await withServer(call, (client) =>
    withProgress(call.terminal, 'Reading its history', () =>
      client.ask<Told>(TOLD, { work, knownAt, isNow: knownAt === undefined }),
    ),
  );
  if (!found) throw new Refusal('WORK_UNKNOWN', `${work} is not registered there.`, { work });
  const { events, erased, checkpoint } = found.provenance;
  const own = events.filter(({ capacity }) => capacity !== 'COMPETING_CLAIMANT');
  const created = found.dateMade === null ? null : yearOf(found.dateMade);
  const { text, flags } = examineEvents(
    own.map(({ object, content: event }) => ({ object, event })),
    { created, makers: found.makers.map(({ name }) => name), watchLists },
  );
  const shown = flags.map(({ periods, ...flag }) => ({
    ...flag,
    events: periods.map((place) => own[place]?.id ?? ''),
  }));
  const { flags: ofRecord, unread } = found.flagsOfRecord ?? { flags: [], unread: [] };
  const flagsOfRecord = ofRecord.map((flag) => ({ ...flag, severity: flag.severity.toLowerCase() }));
  const lines = gravestFirst([...shown, ...flagsOfRecord]).flatMap(linesOfFlag);
  const count = flags.length + ofRecord.length;
  const others = events.length - own.length;
  return {
    json: {
      work,
      text,
      events: events.map(({ content, statedBy, ...event }) => ({
        ...event,
        statedBy: statedBy.id,
        ...content,
      })),
      erased,
      flags: shown,
      flagsOfRecord,
      unread,
      checkpoint: checkpoint?.size ?? null,
    },
    text: printable(
      [
        text || (erased.length > 0 ? NOTHING_LEFT : 'Nobody who speaks for the work has told how it passed.'),
        ...erasedLines(erased),
        ...own.flatMap(({ object, content }) => examinationLines(object, content)),
        ...(others > 0 ? [`(${others} more, stated by competing claimants: see --json.)`] : []),
        '',
        ...lines,
        ...(knownAt === undefined
          ? []
          : [
              '(Flags of claims, files and the record as a whole are of today, and left out: ask without --known-at.)',
            ]),
        ...unread.map(({ file, why }) => `Not read: ${file} (${why})`),
        count === 0
          ? 'No flag was raised. That says what is told, not that nothing is wrong.'
          : `${counted(count, 'flag')}: questions for a person, not findings.`,
      ].join('\n'),
    ),
  };
}
