import { Refusal } from '../lib/refusal.js';
import type { NoteKey } from '../lib/signed-note.js';
import type { ContentStore, Database, LogFile, LogFiles } from '../ports.js';
import {
  bringFile,
  bringStatement,
  damaged,
  forgottenHere,
  forgottenThere,
  type Mirror,
} from './bring-content.js';
import { CHECKPOINTS_PATH } from './announce-checkpoint.js';
import { packEntries, unpackEntries } from './entry-bundle.js';
import { openCheckpoint, type SignedHead } from './checkpoint.js';
import type { Report } from './fsck/finding.js';
import { signedHistory, type SignedHistory } from './fsck/signed-history.js';
import { walkLog } from './fsck/walk-log.js';
import { CHECKPOINT_PATH } from './published-head.js';
import { statementsFrom } from './statement-store.js';
import { readEntry, recordedAgain } from './stored-statement.js';
import { parseTilePath, tileFolder, tilePath, widthAt } from './tile-path.js';
import { HASH_BYTES, WIDTH } from './tiles.js';
import { checkpointsFrom } from './checkpoint-store.js';

interface Needs {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
  /** Empty: what comes lies here until all of it is checked. */
  readonly draft: LogFiles;
  readonly log: NoteKey;
}

const ROWS_AT_ONCE = 256;

/**
 * Brings the log's files and its content from a mirror, for a rebuild to follow. All of it must be signed by the log's
 * own key, and begin with everything that is signed here; nothing of the log is touched before that is certain. Refuses
 * MIRROR_BEHIND, MIRROR_DAMAGED with what is, and NOT_IN_MIRROR where statements would be lost.
 */
export async function bringFromMirror(
  needs: Needs,
  mirror: Mirror,
  onProgress: (entries: number) => void = () => undefined,
): Promise<void> {
  const { logFiles, draft, log } = needs;
  const head = await headOf(mirror, log);
  const own = await ownHistory(needs);
  if (head.size < own.size)
    throw new Refusal(
      'MIRROR_BEHIND',
      `The mirror shows ${head.size} entries, and ${own.size} are signed here. Name one that has at least those.`,
    );
  const paths = await fetchTree(mirror, draft, head);
  const refuse: Report = ({ subject, message }) => {
    throw damaged(subject, message);
  };
  const shown = await signedHistory({ logFiles: draft, log }, refuse);
  // What was signed here binds too: a mirror that shows something else at one of these sizes has another log.
  const inMirror = new Set(shown.heads.map(({ size }) => size));
  const heads = [...shown.heads, ...own.heads.filter(({ size }) => !inMirror.has(size))];
  const history: SignedHistory = { ...shown, heads: heads.toSorted((a, b) => (a.size < b.size ? -1 : 1)) };
  const waiting = await unsignedHere(needs, own.size);
  const forgettings = { here: await forgottenHere(needs), there: await forgottenThere(mirror, log) };
  for await (const { first, entries } of walkLog({ logFiles: draft, history, report: refuse })) {
    for (const [at, bytes] of entries.entries()) {
      const entry = bytes && readEntry(bytes);
      if (!entry) throw damaged(`entry ${first + BigInt(at)}`, 'It is no entry of a log of ours.');
      waiting.delete(entry.statement);
      const stored = await bringStatement(needs, mirror, { index: first + BigInt(at), entry, forgettings });
      for (const { cid } of recordedAgain(stored).files) await bringFile(needs, mirror, { cid, forgettings });
    }
    onProgress(Number(first) + entries.length);
  }
  checkNoneLost(waiting);
  for (const path of [...paths, CHECKPOINTS_PATH, CHECKPOINT_PATH]) {
    const bytes = await draft.read(path);
    if (!bytes) throw new Error(`${path} was brought from the mirror and is gone.`);
    await putRight(logFiles, { path, bytes });
    await putEarlierFormsRight(logFiles, { path, bytes });
  }
}

/** What lies here may be damaged; what comes was checked against the log's own signatures. */
async function putRight(logFiles: LogFiles, file: LogFile): Promise<void> {
  const present = await logFiles.read(file.path);
  if (!present) await logFiles.keep([file]);
  else if (Buffer.compare(present, file.bytes) !== 0) await logFiles.replace(file);
}

/** A tile begins with what it was at earlier checkpoints, and so does a bundle. */
async function putEarlierFormsRight(logFiles: LogFiles, { path, bytes }: LogFile): Promise<void> {
  const tile = parseTilePath(path);
  if (!tile) return;
  for await (const form of logFiles.list(`${tileFolder(tile)}.p`)) {
    const { width = WIDTH } = parseTilePath(form) ?? {};
    if (width >= tile.width) continue;
    const earlier =
      tile.level === 'entries'
        ? packEntries(unpackEntries(bytes).slice(0, width))
        : bytes.subarray(0, width * HASH_BYTES);
    await putRight(logFiles, { path: form, bytes: earlier });
  }
}

async function headOf(mirror: Mirror, log: NoteKey): Promise<SignedHead> {
  const bytes = await mirror.read(CHECKPOINT_PATH);
  const head = bytes && openCheckpoint(new TextDecoder().decode(bytes), log);
  if (!head) throw damaged(CHECKPOINT_PATH, `It is none that the key of ${log.name} signed.`);
  return head;
}

/** What is signed here, as far as files and rows are sound; what is damaged is what the mirror is asked for. */
async function ownHistory({
  database,
  logFiles,
  log,
}: Needs): Promise<Pick<SignedHistory, 'heads' | 'size'>> {
  const { heads } = await signedHistory({ logFiles, log }, () => undefined);
  const inFiles = new Set(heads.map(({ size }) => size));
  const rows = (await checkpointsFrom(database.tables, 0n)).filter(
    ({ size, note }) => !inFiles.has(size) && openCheckpoint(note, log)?.size === size,
  );
  const all = [...heads, ...rows].toSorted((a, b) => (a.size < b.size ? -1 : 1));
  return { heads: all, size: all.at(-1)?.size ?? 0n };
}

/** Fetches every tile and bundle of a tree, and the checkpoints up to it; gives the paths of the former. */
async function fetchTree(mirror: Mirror, draft: LogFiles, { size, note }: SignedHead): Promise<string[]> {
  const paths = pathsOf(size);
  for (const path of paths) {
    const bytes = await mirror.read(path);
    if (!bytes) throw damaged(path, 'The mirror has no such file.');
    await draft.keep([{ path, bytes }]);
  }
  const shown: Uint8Array[] = [];
  for await (const chunk of mirror.checkpoints()) shown.push(chunk);
  const lines = new TextDecoder().decode(Buffer.concat(shown)).split('\n');
  const upTo = lines.slice(0, -1).filter((line) => sizeIn(line) <= size);
  await draft.replace({
    path: CHECKPOINTS_PATH,
    bytes: new TextEncoder().encode(upTo.map((line) => `${line}\n`).join('')),
  });
  await draft.replace({ path: CHECKPOINT_PATH, bytes: new TextEncoder().encode(note) });
  return paths;
}

/** The size that a line of a checkpoint names; whether the line is any good is checked later. */
const sizeIn = (line: string): bigint => BigInt(/^\{"size":(\d{1,19}),/.exec(line)?.[1] ?? 0);

function pathsOf(size: bigint): string[] {
  const paths: string[] = [];
  const addAll = (level: number | 'entries'): boolean => {
    let position = 0n;
    for (; widthAt(size, { level, position }) > 0; position += 1n)
      paths.push(tilePath({ level, position, width: widthAt(size, { level, position }) }));
    return position > 0n;
  };
  addAll('entries');
  for (let level = 0; addAll(level); level += 1);
  return paths;
}

/** Statements that were recorded here and in no signed tree yet, by CID, with their places. */
async function unsignedHere({ database: { tables } }: Needs, from: bigint): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>();
  for (let at = from; ;) {
    const rows = await statementsFrom(tables, at, ROWS_AT_ONCE);
    const last = rows.at(-1);
    if (!last) return found;
    for (const { cid, index } of rows) found.set(cid, index);
    at = last.index + 1n;
  }
}

function checkNoneLost(lost: ReadonlyMap<string, bigint>): void {
  if (lost.size === 0) return;
  throw new Refusal(
    'NOT_IN_MIRROR',
    `${lost.size} statements were recorded here and are not in the mirror's log, which has others in their places: ${[...lost.values()].slice(0, 10).join(', ')}. They would be lost, so nothing was changed. Have their signers submit them anew to the mirror, and delete their rows here.`,
    { statements: [...lost.keys()].slice(0, 100) },
  );
}
