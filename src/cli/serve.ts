import type { Command } from './command.js';

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  help: `Serves the API and the explorer until it is interrupted; npm start does the same.

Everything is configured by environment variables (README). It prints one line when it is ready.`,
  options: {},
  arity: 0,
  async run() {
    // Only now: no other command needs the whole house.
    const { main } = await import('../main.js');
    await main();
    return { json: undefined, text: '' };
  },
};
