import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../config.js';
import type { Ports } from '../ports.js';
import { textOption, WrongUsage, type Command, type Terminal } from './command.js';
import { countedProgress } from './progress.js';
import { counted } from '../lib/counted.js';

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: 'rebuild [--mirror URL]',
  help: `Makes the register's tables anew from the log's files, the content store and the chain alone.

The database may be empty, or altered: head, statements, checkpoints, files, works, claims and title come back byte for
byte, anchors as far as the chain knows them, and cosignatures that are there stay if they are good. Uploads, leases and
reports on witnesses are not of the register and stay as they are. Statements that are recorded and not in a checkpoint
yet are kept. The log's files are checked first: refuses REGISTER_DAMAGED, and changes nothing, where they are not what the
log signed. It opens the data folder (DATA_DIR) and the database (DATABASE_URL) itself; stop the server before. What was
forgotten stays so, by the receipts that the log signed. All or nothing. --json prints {statements}.
  --mirror URL  First brings the log's files and content that are missing, damaged or newer from another server of this
                register. All must be signed by this log's key and begin with what is signed here. Refuses MIRROR_BEHIND,
                MIRROR_DAMAGED, and NOT_IN_MIRROR where statements that were recorded here would be lost.`,
  options: { mirror: { type: 'string' } },
  arity: 0,
  async run({ options, terminal }) {
    const { openAdapters } = await import('../adapters/open-adapters.js');
    const { rebuild } = await import('../register/rebuild.js');
    const config = readConfig();
    const ports = await openAdapters(config);
    try {
      const mirror = textOption(options, 'mirror');
      if (mirror !== undefined) await bring(ports, mirror, { terminal, dataDir: config.dataDir });
      const statements = await countedProgress(terminal, 'Rebuilding', (tell) =>
        rebuild(ports, { onProgress: (done) => tell(counted(done, 'statement')) }),
      );
      return {
        json: { statements: Number(statements) },
        text: `The tables were made anew from ${counted(statements, 'statement')}.`,
      };
    } finally {
      await ports.close();
    }
  },
};

/** What comes lies beside the log until all of it is checked. */
async function bring(
  ports: Ports,
  mirror: string,
  { terminal, dataDir }: { terminal: Terminal; dataDir: string },
): Promise<void> {
  if (!URL.canParse(mirror))
    throw new WrongUsage(`--mirror is ${mirror}; it must be the address of a server.`);
  const { openLogFiles } = await import('../adapters/open-log-files.js');
  const { openMirror } = await import('../adapters/open-mirror.js');
  const { bringFromMirror } = await import('../register/bring-from-mirror.js');
  const folder = path.join(dataDir, 'mirror');
  await rm(folder, { recursive: true, force: true });
  try {
    const draft = await openLogFiles({ folder });
    await countedProgress(terminal, 'Bringing', (tell) =>
      bringFromMirror({ ...ports, draft }, openMirror(mirror), (entries) =>
        tell(counted(entries, 'entry', 'entries')),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
