import { readConfig } from '../config.js';
import type { Command } from './command.js';
import { withProgress } from './progress.js';

export const rebuildCommand: Command = {
  name: 'rebuild',
  usage: 'rebuild',
  help: `Empties the tables of works, claims and title and fills them again from the statements of the register.

It opens the data folder (DATA_DIR) or the database (DATABASE_URL) itself; stop the server before. All or nothing.
--json prints {statements}.`,
  options: {},
  arity: 0,
  async run({ terminal }) {
    const { openAdapters } = await import('../adapters/open-adapters.js');
    const { rebuild } = await import('../register/rebuild.js');
    const ports = await openAdapters(readConfig());
    try {
      const statements = await withProgress(terminal, 'Rebuilding', () => rebuild(ports.database));
      return {
        json: { statements: Number(statements) },
        text: `${statements} statements were applied again.`,
      };
    } finally {
      await ports.close();
    }
  },
};
