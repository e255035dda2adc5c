import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { isErrorOf } from '../adapters/process-identity.js';
import { Refusal } from '../lib/refusal.js';
import { readBody } from '../register/statement.js';
import { eventSchema, type ProvenanceEvent } from '../title/history/provenance-event.js';
import { referenceTo } from '../works/file.js';
import { isKeyFile } from './key-file.js';
import { readLocalFile, readLocalPicture, type LocalFile } from './local-file.js';
import { readTextFile } from './text-file.js';

const fileSchema = z.array(eventSchema).min(1);

export interface EventsFile {
  readonly events: readonly ProvenanceEvent[];
  /** Those that events name, to be sent before. */
  readonly files: readonly NamedFile[];
}

export interface NamedFile extends LocalFile {
  readonly name: string;
}

/**
 * Events as their schema has them, from a list in JSON. A text in place of a file is the name of one beside the list, and of no other: whoever wrote
 * the list must not choose among the files of whoever sends it. Refuses OUT_OF_SCHEMA, NO_SUCH_FILE, NOT_BESIDE_LIST, KEY_FILE, and NOT_AN_IMAGE for a
 * photograph that is no picture.
 */
export async function readEventsFile(path: string): Promise<EventsFile> {
  const told = parsed(await readTextFile(path), path);
  const files = new Map<string, NamedFile>();
  const named = async (value: unknown, read: ReadFile): Promise<unknown> => {
    if (typeof value !== 'string') return value;
    const file = await read(await besideList(path, value));
    if (isKeyFile(file.bytes))
      throw new Refusal(
        'KEY_FILE',
        `${value} holds a private key, and what is sent becomes public. Nothing was sent.`,
        {
          file: value,
        },
      );
    files.set(value, { ...file, name: value });
    return referenceTo(file);
  };
  const withFiles = await Promise.all(told.map((event) => eventWithFiles(event, named)));
  return { events: readBody(fileSchema, withFiles, basename(path)), files: [...files.values()] };
}

type ReadFile = (path: string) => Promise<LocalFile>;

/** Where the file of a name lies, which is in the list's own folder, links followed. */
async function besideList(list: string, name: string): Promise<string> {
  const refuse = (why: string) =>
    new Refusal(
      'NOT_BESIDE_LIST',
      `${JSON.stringify(name)} ${why}: a list names files of its own folder, by their names alone.`,
      { file: name },
    );
  if (/[/\\]/.test(name) || name !== basename(name) || ['', '.', '..'].includes(name))
    throw refuse('is a path');
  const folder = dirname(list);
  const found = await realpath(join(folder, name)).catch((cause: unknown) => {
    if (isErrorOf(cause, 'ENOENT') || isErrorOf(cause, 'ERR_INVALID_ARG_VALUE'))
      throw new Refusal(
        'NO_SUCH_FILE',
        `There is no file ${name} beside ${list}.`,
        { path: name },
        { cause },
      );
    throw cause;
  });
  if (dirname(found) !== (await realpath(folder))) throw refuse('leads out of it');
  return found;
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

async function eventWithFiles(
  event: unknown,
  named: (value: unknown, read: ReadFile) => Promise<unknown>,
): Promise<unknown> {
  const { data } = withNamed.safeParse(event);
  // What is no such thing its own schema refuses.
  if (!data) return event;
  const { sources, photographs } = data;
  return {
    ...data,
    ...(sources && {
      sources: await Promise.all(
        sources.map(async (source) =>
          'file' in source ? { ...source, file: await named(source.file, readLocalFile) } : source,
        ),
      ),
    }),
    ...(photographs && {
      photographs: await Promise.all(photographs.map((one) => named(one, readLocalPicture))),
    }),
  };
}
