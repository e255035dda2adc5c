import { rm } from 'node:fs/promises';
import { idOf } from '../lib/ids.js';
import { messageOf } from '../lib/message-of.js';
import { acceptanceMessage, KEY_ACCEPTANCE_TYPES } from '../people/key-acceptance.js';
import { ROTATION_REASONS } from '../people/key-rotation.js';
import { rotateKey } from '../people/rotate-key.js';
import { nameStatement } from '../register/statement.js';
import { TYPED_DATA_DOMAIN } from '../register/typed-data.js';
import { isServersNo } from './client.js';
import { requiredOption, textOption, wordOption, type Command, type Terminal } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openKey, openOwnersKey, type OpenedKey } from './key-file.js';
import { withProgress } from './progress.js';
import { logOrigin, signStatement } from './sign-statement.js';
import { givenOption, readAddress } from './read-option.js';

export const rotateCommand: Command = {
  name: 'rotate',
  usage: 'rotate --new KEYFILE [--old ADDRESS] [--reason lost] [--from KEYFILE]',
  help: `Puts a new key in the place of an old one, for ever: what the old key holds is the new key's, and the old one signs
nothing more. Both are one person from then on: it is no change of title, and earlier claims stay as they are.

  --new KEYFILE    The new key; made when it is not there, and removed again where the rotation is refused. It has no recovery keys before you name some.
  --old ADDRESS    The key that is replaced (0x…, or person:0x…); that of --from where it is not given.
  --reason REASON  ${ROTATION_REASONS.join(', ')}; lost where --old is another's than --from, otherwise replaced.
  --note TEXT
  --from KEYFILE   Who signs: the old key itself, or a recovery key that it named (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {from, to, reason, statement, keys}: keys are all of the person's, the first one first. Refuses NOT_ALLOWED,
KEY_ROTATED, BAD_SUCCESSOR (the new key has a place already), SHARE_TOO_FINE.`,
  options: {
    new: { type: 'string' },
    old: { type: 'string' },
    reason: { type: 'string' },
    note: { type: 'string' },
    from: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 0,
  async run(call) {
    const { options, terminal } = call;
    const newFile = requiredOption(options, 'new');
    const givenReason = wordOption(options, 'reason', ROTATION_REASONS);
    const old = givenOption(options, 'old', readAddress);
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'from'));
    const signer = wallet.address.toLowerCase();
    const from = old ?? signer;
    const reason = givenReason ?? (from === signer ? 'replaced' : 'lost');
    const rotated = await withServer(call, (client) =>
      withProgress(terminal, 'Rotating', async () => {
        // Before a key is made: where no server answers, none is left behind.
        const origin = await logOrigin(client);
        return withNextKey(terminal, newFile, async (next) => {
          const to = next.wallet.address.toLowerCase();
          const message = acceptanceMessage({ origin, from, to });
          const acceptance = await next.wallet.signTypedData(
            TYPED_DATA_DOMAIN,
            KEY_ACCEPTANCE_TYPES,
            message,
          );
          const body = { from, to, reason, note: textOption(options, 'note'), acceptance };
          const input = await signStatement(client, wallet, rotateKey, body);
          const { rotateKey: result } = await client.ask<Rotated>(
            'mutation ($input: RotateKeyInput!) { rotateKey(input: $input) { person { keys } } }',
            { input },
          );
          const statement = idOf('statement', nameStatement(input.statement).cid);
          return { to, file: next.file, statement, keys: result.person.keys };
        });
      }),
    );
    return {
      json: { from, to: rotated.to, reason, statement: rotated.statement, keys: rotated.keys },
      text: `${rotated.to} is in the place of ${from} now.\nIts key file is ${rotated.file}. It has no recovery keys: name some with raisonne recovery.`,
    };
  },
};

/**
 * Does something with the key of a file, which is on the disk before it is used, and is removed where it was made only now and the answer is no.
 * Where there is no answer it stays: the key may be in its place already.
 */
async function withNextKey<T>(
  terminal: Terminal,
  named: string,
  use: (next: OpenedKey) => Promise<T>,
): Promise<T> {
  const next = await openKey(terminal, named);
  try {
    return await use(next);
  } catch (error) {
    if (next.isNew && isServersNo(error)) {
      terminal.err(
        await rm(next.file).then(
          () => 'The new key is removed again: nothing was rotated.\n',
          (cause: unknown) =>
            `Nothing was rotated. The new key could not be removed (${messageOf(cause)}); remove it: ${next.file}\n`,
        ),
      );
    }
    throw error;
  }
}

interface Rotated {
  readonly rotateKey: { readonly person: { readonly keys: readonly string[] } };
}
