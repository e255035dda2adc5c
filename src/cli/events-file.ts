import { basename, dirname, resolve } from 'node:path';
import * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import { readBody } from '../register/statement.js';
import { eventSchema, type ProvenanceEvent } from '../title/history/provenance-event.js';
import { referenceTo } from '../works/file.js';
import { readLocalFile, type LocalFile } from './local-file.js';
import { readTextFile } from './text-file.js';

const fileSchema = z.array(eventSchema).min(1);

export interface EventsFile {
  readonly events: readonly ProvenanceEvent[];
  /** Those that events name, to be sent before. */
  readonly files: readonly LocalFile[];
}

/**
 * Events as their schema has them, from a list in JSON. A text in place of a file is the name of one beside the list. Refuses OUT_OF_SCHEMA and
 * NO_SUCH_FILE.
 */
export async function readEventsFile(path: string): Promise<EventsFile> {
  const told = parsed(await readTextFile(path), path);
  const files = new Map<string, LocalFile>();
  const named = async (value: unknown): Promise<unknown> => {
    if (typeof value !== 'string') return value;
    const file = files.get(value) ?? (await readLocalFile(resolve(dirname(path), value)));
    files.set(value, file);
    return referenceTo(file);
  };
  const withFiles = await Promise.all(told.map((event) => eventWithFiles(event, named)));
  return { events: readBody(fileSchema, withFiles, basename(path)), files: [...files.values()] };
}

function parsed(text: string, path: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Refusal('OUT_OF_SCHEMA', `${path} is not JSON: ${cause.message}.`, { path }, { cause });
  }
  if (!Array.isArray(value)) throw new Refusal('OUT_OF_SCHEMA', `${path} is not a list of events.`, { path });
  return value;
}

const withNamed = z.looseObject({
  sources: z.array(z.looseObject({ file: z.unknown() })).optional(),
  photographs: z.array(z.unknown()).optional(),
});

async function eventWithFiles(event: unknown, named: (value: unknown) => Promise<unknown>): Promise<unknown> {
  const { data } = withNamed.safeParse(event);
  // What is no such thing its own schema refuses.
  if (!data) return event;
  const { sources, photographs } = data;
  return {
    ...data,
    ...(sources && {
      sources: await Promise.all(
        sources.map(async (source) =>
          'file' in source ? { ...source, file: await named(source.file) } : source,
        ),
      ),
    }),
    ...(photographs && { photographs: await Promise.all(photographs.map(named)) }),
  };
}
