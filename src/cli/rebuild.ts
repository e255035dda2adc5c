import { readConfig } from '../config.js';
import type { Command } from './command.js';
import { countedProgress } from './progress.js';

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: 'rebuild',
  help: `Makes the register's tables anew from the log's files, the content store and the chain alone.

The database may be empty, or altered: head, statements, checkpoints, files, works, claims and title come back byte for
byte, anchors as far as the chain knows them, and cosignatures that are there stay if they are good. Uploads, leases and
reports on witnesses are not of the register and stay as they are. Statements that are recorded and not in a checkpoint
yet are kept. The log's files are checked first: refuses REGISTER_DAMAGED, and changes nothing, where they are not what the
log signed. It opens the data folder (DATA_DIR) and the database (DATABASE_URL) itself; stop the server before. All or
nothing. --json prints {statements}.`,
  options: {},
  arity: 0,
  async run({ terminal }) {
    const { openAdapters } = await import('../adapters/open-adapters.js');
    const { rebuild } = await import('../register/rebuild.js');
    const ports = await openAdapters(readConfig());
    try {
      const statements = await countedProgress(terminal, 'Rebuilding', (tell) =>
        rebuild(ports, { onProgress: (done) => tell(`${done} statements`) }),
      );
      return {
        json: { statements: Number(statements) },
        text: `The tables were made anew from ${statements} statements.`,
      };
    } finally {
      await ports.close();
    }
  },
};
