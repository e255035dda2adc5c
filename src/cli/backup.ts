import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrorOf } from '../adapters/process-identity.js';
import { readConfig } from '../config.js';
import { requiredOption, type Command } from './command.js';
import { countedProgress } from './progress.js';
import { counted } from '../lib/counted.js';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup -o FOLDER [--without-key]',
  help: `Writes everything from which the register comes back into a folder; a second run copies only what is new,
and takes out what was forgotten since (raisonne forget). Copies of the backup elsewhere are yours to bring up to date.

The backup is cut at a checkpoint that is signed for it, and holds the log's files, the statements and files with their
blocks, anchors, cosignatures and timestamps, the embedded chain where there is one, and log-key.json; and what is in no log: that
openings were erased, what is withheld from display and why, and reports to the operator. THE LAST TWO HOLD PERSONAL DATA: whom to
answer, and notices as they were sent.
Options:
  -o, --output FOLDER  Where it goes; made where it is not there.
  --without-key        Leaves the log's private key out. WITH THE KEY THE BACKUP IS A SECRET: whoever has it can sign
                       for the log. Without it, keep log-key.json elsewhere: nothing can be restored without it.
SHA256SUMS in the folder lists every file, for sha256sum -c too. Refuses REGISTER_DAMAGED, BACKUP_OF_ANOTHER_LOG and
BACKUP_IS_NEWER. If it is interrupted, run it again. --json prints {folder, size, root, added}: the entries that it
covers, their RFC 6962 root in hex, and how many files were new.`,
  options: { output: { type: 'string', short: 'o' }, 'without-key': { type: 'boolean' } },
  arity: 0,
  async run({ options, terminal }) {
    const folder = path.resolve(requiredOption(options, 'output'));
    const { openAdapters } = await import('../adapters/open-adapters.js');
    const { openBackupFolder } = await import('../adapters/open-backup-folder.js');
    const { writeBackup } = await import('../register/write-backup.js');
    const config = readConfig();
    const within = (...names: string[]) => path.join(config.dataDir, ...names);
    const ports = await openAdapters(config);
    try {
      const { manifest, added } = await countedProgress(terminal, 'Backing up', async (tell) =>
        writeBackup(ports, await openBackupFolder(folder), {
          key: options['without-key'] ? null : await readFile(within('log-key.json')),
          chain: config.ethereum ? null : await readIfThere(within('chain', 'state.json')),
          onProgress: (count) => tell(counted(count, 'statement')),
        }),
      );
      const { size, root } = manifest;
      return {
        json: { folder, size, root, added },
        text: `${folder} holds the register to its entry ${size}; ${counted(added, 'file is', 'files are')} new.`,
      };
    } finally {
      await ports.close();
    }
  },
};

const readIfThere = (file: string): Promise<Uint8Array | null> =>
  readFile(file).catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
