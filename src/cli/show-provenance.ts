import { Refusal } from '../lib/refusal.js';
import { examineEvents } from '../title/history/examine-events.js';
import { yearOf } from '../title/edtf-bounds.js';
import type { ProvenanceEvent } from '../title/history/provenance-event.js';
import { instantOption, type Answer, type Call } from './command.js';
import { withServer } from './house.js';
import { printable } from './printable.js';
import { withProgress } from './progress.js';
import { readWatchLists } from './watch-list-files.js';

interface Told {
  readonly work: {
    readonly dateMade: string | null;
    readonly provenance: {
      readonly events: readonly {
        readonly id: string;
        readonly content: ProvenanceEvent;
        readonly capacity: string;
        readonly statedBy: { readonly id: string };
      }[];
      readonly checkpoint: { readonly size: number } | null;
    };
  } | null;
}

const TOLD = `query ($work: ID!, $knownAt: String) { work(id: $work) {
  dateMade provenance(knownAt: $knownAt) { events { id content capacity statedBy { id } } checkpoint { size } }
} }`;

/** A work's history as it is told: the text is made, and flags are looked for, here, so that watch lists stay with who has them. */
export async function showProvenance(call: Call, work: string): Promise<Answer> {
  const watchLists = await readWatchLists(call.options);
  const knownAt = instantOption(call.options, 'known-at');
  const { work: found } = await withServer(call, (client) =>
    withProgress(call.terminal, 'Reading its history', () => client.ask<Told>(TOLD, { work, knownAt })),
  );
  if (!found) throw new Refusal('WORK_UNKNOWN', `${work} is not registered there.`, { work });
  const { events, checkpoint } = found.provenance;
  const own = events.filter(({ capacity }) => capacity !== 'COMPETING_CLAIMANT');
  const created = found.dateMade === null ? null : yearOf(found.dateMade);
  const { text, flags } = examineEvents(
    own.map(({ content }) => content),
    { created, watchLists },
  );
  const shown = flags.map(({ periods, ...flag }) => ({
    ...flag,
    events: periods.map((place) => own[place]?.id ?? ''),
  }));
  const lines = shown.flatMap(({ severity, code, message, clears }) => [
    `${severity.padEnd(7)} ${code}: ${message}`,
    `        Would clear it: ${clears}`,
  ]);
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
      flags: shown,
      checkpoint: checkpoint?.size ?? null,
    },
    text: printable(
      [
        text || 'Nobody who speaks for the work has told its history.',
        ...(others > 0 ? [`(${others} more, stated by competing claimants: see --json.)`] : []),
        '',
        ...lines,
        flags.length === 0
          ? 'No flag was raised. That says what is told, not that nothing is wrong.'
          : `${flags.length} ${flags.length === 1 ? 'flag' : 'flags'}: questions for a person, not findings.`,
      ].join('\n'),
    ),
  };
}
