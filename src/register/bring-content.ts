import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { NoteKey } from '../lib/signed-note.js';
import { ContentDamaged, ContentMissing, type ContentStore, type Database, type LogFiles } from '../ports.js';
import type { LogEntry } from './entry.js';
import {
  announcedForgettings,
  FORGOTTEN_PATH,
  forgettingsIn,
  forgottenLine,
  isFileForgotten,
  NOTHING_FORGOTTEN,
  remainsOf,
  storedForgettings,
  type KnownForgettings,
} from './forgetting/known-forgettings.js';
import type { StoredStatement } from './statement-store.js';
import { forgottenStatement, storedStatement } from './stored-statement.js';

/** Another server of the register: /checkpoint, /checkpoints.jsonl, /forgotten.jsonl, /tile/…, /statements/CID and /files/CID. */
export interface Mirror {
  /** The bytes at a path; null where the mirror has none. */
  read(path: string): Promise<Uint8Array | null>;
  /** The lines of /checkpoints.jsonl. */
  checkpoints(): AsyncIterable<Uint8Array>;
  file(cid: string): AsyncIterable<Uint8Array>;
}

export interface ContentNeeds {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
  readonly log: NoteKey;
}

export const damaged = (subject: string, why: string): Refusal =>
  new Refusal(
    'MIRROR_DAMAGED',
    `The mirror cannot be used: ${subject}. ${why} Nothing of the log was changed.`,
    {
      subject,
    },
  );

export interface Forgotten {
  /** What is not brought back. It grows by what the mirror has forgotten, and lacks therefore, as it is found missing here. */
  readonly here: Map<string, Known>;
  readonly there: KnownForgettings;
}

type Known = KnownForgettings extends ReadonlyMap<string, infer One> ? One : never;

export async function forgottenHere({ database, logFiles, log }: ContentNeeds): Promise<Map<string, Known>> {
  const ignore = () => undefined;
  return new Map([
    ...(await announcedForgettings({ logFiles, log }, ignore)),
    ...(await storedForgettings(database.tables, log, ignore)),
  ]);
}

export async function forgottenThere(mirror: Mirror, log: NoteKey): Promise<KnownForgettings> {
  const bytes = await mirror.read(FORGOTTEN_PATH);
  return bytes ? forgettingsIn(bytes, log, () => undefined) : NOTHING_FORGOTTEN;
}

/** Takes over that the mirror has forgotten what is missing here; false where it has not. */
async function takeOver(
  { logFiles }: ContentNeeds,
  { here, there }: Forgotten,
  id: string,
): Promise<boolean> {
  const known = there.get(id);
  if (!known) return false;
  await logFiles.append(FORGOTTEN_PATH, forgottenLine(known));
  here.set(id, known);
  return true;
}

/** A statement's row as it will be, by what is here or comes from the mirror; what is forgotten is not brought. */
export async function bringStatement(
  needs: ContentNeeds,
  mirror: Mirror,
  {
    index,
    entry,
    forgettings,
  }: { readonly index: bigint; readonly entry: LogEntry; readonly forgettings: Forgotten },
): Promise<StoredStatement> {
  const { content } = needs;
  const { statement: cid } = entry;
  const known = remainsOf(forgettings.here, cid);
  if (known) return forgottenStatement(index, entry, known);
  const present = await contentOf(content, cid);
  if (present) return storedStatement(index, entry, new TextDecoder().decode(present));
  const bytes = await mirror.read(`statements/${cid}`);
  if (!bytes && (await takeOver(needs, forgettings, idOf('statement', cid)))) {
    const remains = remainsOf(forgettings.here, cid);
    if (remains) return forgottenStatement(index, entry, remains);
  }
  if (!bytes) throw damaged(`statements/${cid}`, 'The mirror has no such statement.');
  if ((await content.put([bytes])) !== cid)
    throw damaged(`statements/${cid}`, 'Its bytes are not those of its CID.');
  return storedStatement(index, entry, new TextDecoder().decode(bytes));
}

/** A file's bytes, unless they are here or forgotten. */
export async function bringFile(
  needs: ContentNeeds,
  mirror: Mirror,
  { cid, forgettings }: { readonly cid: string; readonly forgettings: Forgotten },
): Promise<void> {
  const { content } = needs;
  if (isFileForgotten(forgettings.here, cid) || (await isWhole(content, cid))) return;
  if (await takeOver(needs, forgettings, idOf('file', cid))) return;
  if ((await content.put(mirror.file(cid))) !== cid)
    throw damaged(`files/${cid}`, 'Its bytes are not those of its CID.');
}

async function contentOf(content: ContentStore, cid: string): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  const isThere = await readThrough(content, cid, (chunk) => chunks.push(chunk));
  return isThere ? Buffer.concat(chunks) : null;
}

const isWhole = (content: ContentStore, cid: string): Promise<boolean> =>
  readThrough(content, cid, () => undefined);

/** False where the content store lacks some of it, or holds it damaged: putting it again heals that. */
async function readThrough(
  content: ContentStore,
  cid: string,
  onChunk: (chunk: Uint8Array) => void,
): Promise<boolean> {
  try {
    for await (const chunk of content.read(cid)) onChunk(chunk);
    return true;
  } catch (error) {
    if (error instanceof ContentMissing || error instanceof ContentDamaged) return false;
    throw error;
  }
}
