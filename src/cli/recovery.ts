import { idOf } from '../lib/ids.js';
import { nameRecoveryKeys } from '../people/name-recovery-keys.js';
import { nameStatement } from '../register/statement.js';
import { textOption, textOptions, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readAddress } from './read-option.js';

export const recoveryCommand: Command = {
  name: 'recovery',
  usage: 'recovery --name ADDRESS [--name ADDRESS …] [--from KEYFILE]',
  help: `Names the keys that may replace your key when you lose it. Do it before: afterwards it is too late.

  --name ADDRESS  A recovery key (0x…, or person:0x…), at most ten. The list takes the place of every list before.
  --none          Nobody may replace your key any more.
  --from KEYFILE  Your key (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

Whoever holds a recovery key can take over everything that your key holds: name your own second key, kept elsewhere, or
people whom you trust with all of it. Then, should you lose your key: raisonne rotate.

--json prints {key, recoveryKeys, statement}. Refuses NOT_ALLOWED, KEY_ROTATED.`,
  options: {
    name: { type: 'string', multiple: true },
    none: { type: 'boolean' },
    from: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 0,
  async run(call) {
    const { options, terminal } = call;
    const recoveryKeys = textOptions(options, 'name').map((key) => readAddress('--name', key));
    if ((recoveryKeys.length === 0) !== (options['none'] === true))
      throw new WrongUsage('Give either --name, once for each recovery key, or --none.');
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'from'));
    const key = wallet.address.toLowerCase();
    const statement = await withServer(call, (client) =>
      withProgress(terminal, 'Recording', async () => {
        const input = await signStatement(client, wallet, nameRecoveryKeys, { key, recoveryKeys });
        await client.ask(
          'mutation ($input: NameRecoveryKeysInput!) { nameRecoveryKeys(input: $input) { person { id } } }',
          { input },
        );
        return idOf('statement', nameStatement(input.statement).cid);
      }),
    );
    const text =
      recoveryKeys.length === 0
        ? `Nobody may replace ${key} any more.`
        : [`${key} may be replaced by`, ...recoveryKeys].join('\n  ');
    return { json: { key, recoveryKeys, statement }, text };
  },
};
