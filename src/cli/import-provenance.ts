import { eventsOfText } from '../title/history/events-of-text.js';
import {
  filesOfEvents,
  MOST_EVENTS_OF_STATEMENT,
  type ProvenanceEvent,
} from '../title/history/provenance-event.js';
import { recordProvenance } from '../title/history/record-provenance.js';
import { counted } from '../lib/counted.js';
import { Refusal } from '../lib/refusal.js';
import { historiesInText } from '../title/provenance/histories-in-text.js';
import { readProvenance } from '../title/provenance/read-provenance.js';
import { uploadFile } from './local-file.js';
import { readEventsFile, type EventsFile, type NamedFile } from './events-file.js';
import type { Client } from './client.js';
import { requiredOption, textOption, type Answer, type Call } from './command.js';
import { withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { printable } from './printable.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readTextFile } from './text-file.js';
import { readId } from './read-option.js';

/** Letters of events in one statement: it has at most 65,536 bytes, and a letter up to four. */
const MOST_LETTERS = 15_000;

const isJson = (file: string): boolean => file.toLowerCase().endsWith('.json');

interface Source {
  readonly file: string;
  /** Of which object, where a text tells of several. */
  readonly object: string | undefined;
}

async function eventsIn(source: Source): Promise<EventsFile> {
  if (isJson(source.file)) return readEventsFile(source.file);
  const text = statedText(await readTextFile(source.file), source);
  return { events: eventsOfText(readProvenance(text)), files: [] };
}

/** Records what a text, or a list of events, tells of a work's history, in as many statements as it takes. */
export async function importProvenance(call: Call, file: string): Promise<Answer> {
  const { options, terminal } = call;
  const work = readId('--work', requiredOption(options, 'work'), 'work');
  const object = textOption(options, 'object');
  const { events, files } = await eventsIn({ file, object });
  const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
  if (files.length > 0)
    terminal.err(`Sent, and public from then on: ${files.map(({ name }) => printable(name)).join(', ')}\n`);
  const { statements, takenBack } = await withServer(call, (client) =>
    withProgress(terminal, 'Recording its history', async () => {
      const earlier = options['replace']
        ? await ownEvents(client, { work, object: object ?? null, address: wallet.address })
        : [];
      const recorded: string[] = [];
      for (const part of parted(events)) {
        const supersedes = recorded.length === 0 && earlier.length > 0 ? { supersedes: earlier } : {};
        const body = { work, ...(object !== undefined && { object }), events: part, ...supersedes };
        const uploads = await Promise.all(filesOf(part, files).map((one) => uploadFile(client, one)));
        const input = { ...(await signStatement(client, wallet, recordProvenance, body)), uploads };
        const data = await client.ask<{ recordProvenance: { statement: { id: string } } }>(
          'mutation ($input: RecordProvenanceInput!) { recordProvenance(input: $input) { statement { id } } }',
          { input },
        );
        recorded.push(data.recordProvenance.statement.id);
      }
      return { statements: recorded, takenBack: earlier.length };
    }),
  );
  return {
    json: { work, events: events.length, statements, takenBack },
    text: `${counted(events.length, 'event is', 'events are')} recorded: ${statements.join(', ')}\n${options['replace'] ? `${counted(takenBack, 'event is', 'events are')} taken back, which you told of ${object ?? 'no object in particular'} before.\n` : ''}See them with: raisonne provenance show ${work}`,
  };
}

/** Those of some files that events name. */
function filesOf(events: readonly ProvenanceEvent[], files: readonly NamedFile[]): NamedFile[] {
  const named = new Set(filesOfEvents(events).map(({ cid }) => cid));
  return files.filter(({ cid }) => named.has(cid));
}

/** The one history that can be stated anew: what is registered rests on its owners' signatures. */
function statedText(text: string, { file, object }: Source): string {
  const stated = historiesInText(text).filter(({ basis }) => basis !== 'registered');
  const [one, ...others] = stated.length > 1 ? stated.filter((history) => history.object === object) : stated;
  if (!one || others.length > 0)
    throw new Refusal(
      'NOT_ONE_HISTORY',
      stated.length === 0
        ? `${file} is of an evidence package and states no events, and title that is registered is not imported.`
        : `${file} states a history of each of ${stated.map((history) => history.object).join(', ')}: name one by --object.`,
      { objects: stated.map((history) => history.object) },
    );
  return one.text;
}

/** Ids of what a key stated of one object of a work, or of none in particular, and did not take back. */
async function ownEvents(
  client: Client,
  { work, object, address }: { work: string; object: string | null; address: string },
): Promise<string[]> {
  const { work: found } = await client.ask<{
    work: {
      provenance: { events: { id: string; object: string | null; statedBy: { id: string } }[] };
    } | null;
  }>('query ($work: ID!) { work(id: $work) { provenance { events { id object statedBy { id } } } } }', {
    work,
  });
  const own = `person:${address.toLowerCase()}`;
  return (found?.provenance.events ?? [])
    .filter((event) => event.statedBy.id === own && event.object === object)
    .map(({ id }) => id);
}

/** As many events together as a statement holds. */
function parted(events: readonly ProvenanceEvent[]): ProvenanceEvent[][] {
  const parts: ProvenanceEvent[][] = [];
  let letters = 0;
  for (const event of events) {
    const own = JSON.stringify(event).length;
    const part = parts.at(-1);
    if (part && letters + own <= MOST_LETTERS && part.length < MOST_EVENTS_OF_STATEMENT) part.push(event);
    else {
      parts.push([event]);
      letters = 0;
    }
    letters += own;
  }
  return parts;
}
