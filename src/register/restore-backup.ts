import { counted } from '../lib/counted.js';
import { toHex } from '../lib/hex.js';
import { EMPTY_ROOT } from '../lib/merkle.js';
import { Refusal } from '../lib/refusal.js';
import { verifierKey, type NoteKey } from '../lib/signed-note.js';
import type { ContentStore } from '../ports.js';
import {
  damaged,
  MANIFEST_PATH,
  readManifest,
  readSums,
  rowsPath,
  SUMS_PATH,
  type BackupFolder,
} from './backup.js';
import { KEPT_TABLES, putKeptRows } from './backup-store.js';
import type { Report } from './fsck/finding.js';
import { signedHistory } from './fsck/signed-history.js';
import { walkLog } from './fsck/walk-log.js';
import { rebuild, type RebuildNeeds } from './rebuild.js';
import { signedStatements } from './recorded-statements.js';
import { announcedForgettings } from './forgetting/known-forgettings.js';
import { logHead } from './statement-store.js';
import { copyContent, keptContent } from './write-backup.js';

/**
 * Checks every file of a backup by its digest, and the log in it from its entries up to every signed root. Gives the
 * paths of its files. Refuses NO_BACKUP, and BACKUP_DAMAGED with what is damaged.
 */
export async function checkBackup(backup: BackupFolder): Promise<string[]> {
  const bytes = await backup.read(SUMS_PATH);
  if (bytes === null)
    throw new Refusal('NO_BACKUP', `There is no backup in the folder: it has no ${SUMS_PATH}.`);
  const sums = readSums(new TextDecoder().decode(bytes));
  for (const [path, digest] of sums) {
    const actual = await backup.digest(path);
    if (actual === null) throw damaged(path, `it is missing, or a line of ${SUMS_PATH} is altered`);
    if (actual !== digest) throw damaged(path, `its SHA-256 is ${actual} and not what ${SUMS_PATH} says`);
  }
  return [...sums.keys()];
}

/** Checks that the backup is of this log, and that its tree is what the log signed. */
export async function checkBackedUpLog(backup: BackupFolder, log: NoteKey): Promise<void> {
  const manifest = await readManifest(backup);
  if (!manifest) throw damaged(MANIFEST_PATH, 'it is missing');
  if (manifest.verifierKey !== verifierKey(log))
    throw new Refusal(
      'WRONG_KEY',
      `The backup is of the log ${manifest.verifierKey}, and the key is that of ${verifierKey(log)}.`,
    );
  const refuse: Report = ({ subject, message }) => {
    throw damaged(`log/${subject}`, message);
  };
  const logFiles = logFilesIn(backup);
  const history = await signedHistory({ logFiles, log }, refuse);
  const head = history.heads.at(-1);
  if (history.size !== BigInt(manifest.size) || (head?.root ?? toHex(EMPTY_ROOT)) !== manifest.root)
    throw damaged(MANIFEST_PATH, 'it names another checkpoint than the log has');
  const walk = walkLog({ logFiles, history, report: refuse });
  const forgettings = await announcedForgettings({ logFiles, log }, refuse);
  const from = { content: backup.content, logFiles, log, forgettings };
  for await (const statements of signedStatements(from, walk, refuse))
    for (const cid of statements.flatMap((stored) => keptContent(stored, forgettings)))
      if (!(await backup.content.has(cid))) throw damaged(cid, 'its blocks are missing');
}

const logFilesIn = (backup: BackupFolder) => ({
  read: (path: string) => backup.read(`log/${path}`),
  async *list(folder: string) {
    for await (const path of backup.list(`log/${folder}`)) yield path.slice('log/'.length);
  },
});

/**
 * Puts content and tables back from a backup that was checked and whose log files are in place; gives the number of
 * statements. Refuses NOT_EMPTY where the database holds statements.
 */
export async function restoreBackup(
  needs: RebuildNeeds & { readonly content: ContentStore },
  backup: BackupFolder,
  onProgress: (done: bigint) => void,
): Promise<bigint> {
  const head = await logHead(needs.database.tables);
  if (head && head.size > 0n)
    throw new Refusal(
      'NOT_EMPTY',
      `The database holds ${counted(head.size, 'statement')}. Restore into an empty one.`,
      {
        size: String(head.size),
      },
    );
  const refuse: Report = ({ subject, message }) => {
    throw damaged(subject, message);
  };
  const { logFiles, log } = needs;
  const forgettings = await announcedForgettings(needs, refuse);
  const from = { content: backup.content, logFiles, log, forgettings };
  const history = await signedHistory(needs, refuse);
  const walk = walkLog({ logFiles: needs.logFiles, history, report: refuse });
  for await (const statements of signedStatements(from, walk, refuse))
    for (const stored of statements)
      for (const cid of keptContent(stored, forgettings))
        await copyContent(backup.content, needs.content, cid);
  return rebuild(needs, {
    onProgress,
    alsoIn: async (tables) => {
      for (const name of KEPT_TABLES) {
        const bytes = await backup.read(rowsPath(name));
        const lines = bytes === null ? [] : new TextDecoder().decode(bytes).split('\n').slice(0, -1);
        await putKeptRows(tables, name, lines);
      }
    },
  });
}
