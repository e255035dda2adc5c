import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readLogKey } from '../adapters/open-log-key.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { readConfig, type Config } from '../config.js';
import { counted } from '../lib/counted.js';
import { Refusal } from '../lib/refusal.js';
import type { NoteSigner } from '../lib/signed-note.js';
import { CHAIN_PATH, KEY_PATH, type BackupFolder } from '../register/backup.js';
import { textOption, type Command } from './command.js';
import { countedProgress } from './progress.js';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FOLDER [--key FILE]',
  help: `Brings a register back from a backup, into an empty data folder (DATA_DIR) and an empty database.

Every file is checked by its SHA-256, and the log from its entries up to every signed root, before anything is put in
place. Then the tables are made as by raisonne rebuild. All or nothing.
  --key FILE  The log's key, where the backup was made without it.
Refuses NO_BACKUP, NOT_EMPTY, KEY_MISSING, WRONG_KEY, and BACKUP_DAMAGED with what is damaged. Where the chain, or the log's files,
hold more than the backup, the server notices at its start and takes no statements (README). --json prints {statements}.`,
  options: { key: { type: 'string' } },
  arity: 1,
  async run({ arguments: [name = ''], options, terminal }) {
    const folder = path.resolve(name);
    const config = readConfig();
    await checkIsFolder(folder);
    await checkEmpty(config.dataDir);
    const { openBackupFolder } = await import('../adapters/open-backup-folder.js');
    const { checkBackedUpLog, checkBackup } = await import('../register/restore-backup.js');
    const backup = await openBackupFolder(folder);
    const statements = await countedProgress(terminal, 'Restoring', async (tell) => {
      const paths = await checkBackup(backup);
      const key = await keyFor(backup, textOption(options, 'key'));
      await checkBackedUpLog(backup, logKeyIn(key));
      return putInPlace(config, { folder, backup, paths, key, tell });
    });
    return {
      json: { statements: Number(statements) },
      text: `${counted(statements, 'statement and all that belongs to it', 'statements and all that belongs to them')} are back in ${config.dataDir}.`,
    };
  },
};

interface Checked {
  readonly folder: string;
  readonly backup: BackupFolder;
  readonly paths: readonly string[];
  readonly key: Uint8Array;
  readonly tell: (done: string) => void;
}

/** The data folder was empty, so that it is emptied again where something fails. */
async function putInPlace(config: Config, { folder, backup, paths, key, tell }: Checked): Promise<bigint> {
  const { openAdapters } = await import('../adapters/open-adapters.js');
  const { restoreBackup } = await import('../register/restore-backup.js');
  const within = (name: string) => path.join(config.dataDir, ...name.split('/'));
  try {
    for (const name of paths.filter((one) => one.startsWith('log/') || one === CHAIN_PATH)) {
      await mkdir(path.dirname(within(name)), { recursive: true });
      await copyFile(path.join(folder, ...name.split('/')), within(name));
    }
    await mkdir(config.dataDir, { recursive: true });
    await writeFile(within(KEY_PATH), key, { mode: 0o600, flush: true });
    const ports = await openAdapters(config);
    try {
      return await restoreBackup(ports, backup, (done) => tell(counted(done, 'statement')));
    } finally {
      await ports.close();
    }
  } catch (error) {
    for (const name of await entriesOf(config.dataDir))
      await rm(within(name), { recursive: true, force: true });
    throw error;
  }
}

async function keyFor(backup: BackupFolder, file: string | undefined): Promise<Uint8Array> {
  const key = file === undefined ? await backup.read(KEY_PATH) : await readFile(file);
  if (key) return key;
  throw new Refusal(
    'KEY_MISSING',
    'The backup was made without the key of its log. Name the key file: --key log-key.json.',
  );
}

function logKeyIn(key: Uint8Array): NoteSigner {
  try {
    return readLogKey(new TextDecoder().decode(key));
  } catch (cause) {
    throw new Refusal('WRONG_KEY', 'The key file is not a log-key.json of Raisonné.', {}, { cause });
  }
}

async function checkIsFolder(folder: string): Promise<void> {
  try {
    await readdir(folder);
  } catch (cause) {
    if (!isErrorOf(cause, 'ENOENT') && !isErrorOf(cause, 'ENOTDIR')) throw cause;
    throw new Refusal('NO_BACKUP', `There is no folder ${folder}.`, { folder }, { cause });
  }
}

async function checkEmpty(dataDir: string): Promise<void> {
  if ((await entriesOf(dataDir)).length > 0)
    throw new Refusal(
      'NOT_EMPTY',
      `The data folder ${dataDir} is not empty. Name another DATA_DIR; what is there is left as it is.`,
      { dataDir },
    );
}

const entriesOf = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return [];
    throw error;
  });
