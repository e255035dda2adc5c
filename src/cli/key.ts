import type { Command } from './command.js';
import { openKey } from './key-file.js';

export const keyCommand: Command = {
  name: 'key',
  usage: 'key [--maker KEYFILE]',
  help: `Shows the address of your key, and makes the key file when there is none.

  --maker KEYFILE  Which one (RAISONNE_KEY, ~/.raisonne/key.json). RAISONNE_PASSPHRASE encrypts a new one and opens it.

--json prints {address, file}.`,
  options: { maker: { type: 'string' } },
  arity: 0,
  async run({ options, terminal }) {
    const maker = options['maker'];
    const { wallet, file } = await openKey(terminal, typeof maker === 'string' ? maker : undefined);
    const address = wallet.address.toLowerCase();
    return { json: { address, file }, text: address };
  },
};
