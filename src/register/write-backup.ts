import { Refusal } from '../lib/refusal.js';
import { toHex } from '../lib/hex.js';
import { EMPTY_ROOT } from '../lib/merkle.js';
import { verifierKey } from '../lib/signed-note.js';
import type { ContentStore } from '../ports.js';
import { CHECKPOINTS_PATH, checkpointLine } from './announce-checkpoint.js';
import {
  CHAIN_PATH,
  KEY_PATH,
  MANIFEST_PATH,
  readManifest,
  readSums,
  rowsPath,
  SUMS_PATH,
  writeSums,
  type BackupFolder,
  type BackupManifest,
} from './backup.js';
import { keptRows } from './backup-store.js';
import { findingsOf } from './fsck/refuse-findings.js';
import { signedHistory, type SignedHistory } from './fsck/signed-history.js';
import { walkLog } from './fsck/walk-log.js';
import { publishCheckpoint, type PublishNeeds } from './publish-checkpoint.js';
import { CHECKPOINT_PATH } from './published-head.js';
import { signedStatements } from './recorded-statements.js';
import {
  announcedForgettings,
  FORGOTTEN_PATH,
  forgottenLine,
  isFileForgotten,
  storedForgettings,
  type KnownForgettings,
} from './forgetting/known-forgettings.js';
import { removeForgotten } from './forgetting/remove-forgotten.js';
import type { StoredStatement } from './statement-store.js';
import { recordedAgain } from './stored-statement.js';
import { parseTilePath, widthAt } from './tile-path.js';

interface Wish {
  /** The log's key as its file has it; null to leave it out. */
  readonly key: Uint8Array | null;
  /** The embedded chain's state, read before this; null where there is none. */
  readonly chain: Uint8Array | null;
  readonly onProgress?: (statements: number) => void;
}

export interface Written {
  readonly manifest: BackupManifest;
  /** Files that were not in the backup before. */
  readonly added: number;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * Writes a backup, or brings one up to date, copying what it lacks. It is cut at a checkpoint that is signed for it.
 * The log's files are checked on the way: refuses REGISTER_DAMAGED where they are not what the log signed,
 * BACKUP_OF_ANOTHER_LOG, and BACKUP_IS_NEWER where the backup holds more than there is here.
 */
export async function writeBackup(
  needs: PublishNeeds,
  backup: BackupFolder,
  { key, chain, onProgress = () => undefined }: Wish,
): Promise<Written> {
  const before = await sumsBefore(backup);
  await publishCheckpoint(needs);
  const { report, settle } = findingsOf();
  const history = await signedHistory(needs, report);
  settle();
  await checkFits(backup, history, needs);
  for await (const path of needs.logFiles.list('tile')) {
    const tile = parseTilePath(path);
    if (!tile || tile.width > widthAt(history.size, tile) || before.has(`log/${path}`)) continue;
    const bytes = await needs.logFiles.read(path);
    if (bytes) await backup.write(`log/${path}`, bytes);
  }
  const forgettings = await needs.database.transaction(async (tables) => {
    const known = new Map([
      ...(await announcedForgettings(needs, report)),
      ...(await storedForgettings(tables, needs.log, report)),
    ]);
    settle();
    return known;
  });
  await copyBlocks(needs, { backup, history, forgettings, onProgress });
  // What was forgotten since the last time goes out of the backup too.
  await removeForgotten({ ...needs, content: backup.content }, forgettings);
  const head = history.heads.at(-1);
  const manifest: BackupManifest = {
    format: 'raisonne-backup/1',
    verifierKey: verifierKey(needs.log),
    size: Number(history.size),
    root: head?.root ?? toHex(EMPTY_ROOT),
  };
  const rows = await needs.database.transaction((tables) => keptRows(tables, history.size));
  const write = (path: string, content: string) => backup.write(path, utf8(content));
  if (head) {
    await write(
      `log/${CHECKPOINTS_PATH}`,
      history.checkpoints.map((one) => `${checkpointLine(one)}\n`).join(''),
    );
    await write(`log/${CHECKPOINT_PATH}`, head.note);
  }
  if (forgettings.size > 0)
    await write(
      `log/${FORGOTTEN_PATH}`,
      [...forgettings.values()].map((one) => `${forgottenLine(one)}\n`).join(''),
    );
  for (const { name, lines } of rows) await write(rowsPath(name), lines.map((line) => `${line}\n`).join(''));
  if (chain) await backup.write(CHAIN_PATH, chain);
  if (key) await backup.write(KEY_PATH, key, { isSecret: true });
  await write(MANIFEST_PATH, `${JSON.stringify(manifest, null, 2)}\n`);
  const sums = await sumsOf(backup, before, { withKey: key !== null });
  await write(SUMS_PATH, writeSums(sums));
  return { manifest, added: [...sums.keys()].filter((path) => !before.has(path)).length };
}

async function sumsBefore(backup: BackupFolder): Promise<Map<string, string>> {
  const bytes = await backup.read(SUMS_PATH);
  return bytes === null ? new Map() : readSums(text(bytes));
}

async function checkFits(
  backup: BackupFolder,
  { size }: SignedHistory,
  { log }: Pick<PublishNeeds, 'log'>,
): Promise<void> {
  const manifest = await readManifest(backup);
  if (!manifest) return;
  if (manifest.verifierKey !== verifierKey(log))
    throw new Refusal(
      'BACKUP_OF_ANOTHER_LOG',
      `The folder holds a backup of the log ${manifest.verifierKey}. Name another folder.`,
    );
  if (BigInt(manifest.size) > size)
    throw new Refusal(
      'BACKUP_IS_NEWER',
      `The backup holds ${manifest.size} entries and the register only ${size}: was an old copy restored? The backup is left as it is.`,
    );
}

/** Every statement and every file that one names, each checked as it is read. */
async function copyBlocks(
  needs: PublishNeeds,
  {
    backup,
    history,
    forgettings,
    onProgress,
  }: {
    backup: BackupFolder;
    history: SignedHistory;
    forgettings: KnownForgettings;
    onProgress: (count: number) => void;
  },
): Promise<void> {
  const { report, settle } = findingsOf();
  const walk = walkLog({ logFiles: needs.logFiles, history, report });
  let done = 0;
  for await (const statements of signedStatements({ ...needs, forgettings }, walk, report)) {
    settle();
    for (const stored of statements) {
      for (const cid of keptContent(stored, forgettings))
        await copyContent(needs.content, backup.content, cid);
    }
    done += statements.length;
    onProgress(done);
  }
  settle();
}

/** CIDs of a statement and of the files that it names, without what was forgotten. */
export function keptContent(stored: StoredStatement, forgettings: KnownForgettings): string[] {
  const files = recordedAgain(stored).files.filter(({ cid }) => !isFileForgotten(forgettings, cid));
  return [...(stored.canonical === null ? [] : [stored.cid]), ...files.map(({ cid }) => cid)];
}

/** Copies what the other store lacks. */
export async function copyContent(from: ContentStore, to: ContentStore, cid: string): Promise<void> {
  if (await to.has(cid)) return;
  const stored = await to.put(from.read(cid));
  if (stored !== cid) throw new Error(`${cid} was copied and is named ${stored} there.`);
}

/** What never changes keeps the digest that it was given when it was copied: what has changed since then is damaged. */
async function sumsOf(
  backup: BackupFolder,
  before: ReadonlyMap<string, string>,
  { withKey }: { withKey: boolean },
): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  for await (const path of backup.list('')) {
    const isOther =
      path === SUMS_PATH || path.startsWith('blocks/partial/') || (path === KEY_PATH && !withKey);
    if (isOther) continue;
    const isKept = path.startsWith('log/tile/') || path.startsWith('blocks/');
    const digest = (isKept ? before.get(path) : undefined) ?? (await backup.digest(path));
    if (digest !== null) sums.set(path, digest);
  }
  return sums;
}
