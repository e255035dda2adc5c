import { idOf } from '../lib/ids.js';
import { acceptanceMessage, KEY_ACCEPTANCE_TYPES } from '../people/key-acceptance.js';
import { ROTATION_REASONS } from '../people/key-rotation.js';
import { rotateKey } from '../people/rotate-key.js';
import { nameStatement } from '../register/statement.js';
import { TYPED_DATA_DOMAIN } from '../register/typed-data.js';
import { requiredOption, textOption, wordOption, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openKey, openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { logOrigin, signStatement } from './sign-statement.js';
import { givenOption, readAddress } from './read-option.js';

export const rotateCommand: Command = {
  name: 'rotate',
  usage: 'rotate --new KEYFILE [--old ADDRESS] [--reason lost] [--from KEYFILE]',
  help: `Puts a new key in the place of an old one, for ever: what the old key holds is the new key's, and the old one signs
nothing more. Both are one person from then on: it is no change of title, and earlier claims stay as they are.

  --new KEYFILE    The new key; made when it is not there. It has no recovery keys before you name some.
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
    const next = await openKey(terminal, newFile);
    const to = next.wallet.address.toLowerCase();
    const { statement, keys } = await withServer(call, (client) =>
      withProgress(terminal, 'Rotating', async () => {
        const message = acceptanceMessage({ origin: await logOrigin(client), from, to });
        const acceptance = await next.wallet.signTypedData(TYPED_DATA_DOMAIN, KEY_ACCEPTANCE_TYPES, message);
        const body = { from, to, reason, note: textOption(options, 'note'), acceptance };
        const input = await signStatement(client, wallet, rotateKey, body);
        const { rotateKey: result } = await client.ask<Rotated>(
          'mutation ($input: RotateKeyInput!) { rotateKey(input: $input) { person { keys } } }',
          { input },
        );
        return {
          statement: idOf('statement', nameStatement(input.statement).cid),
          keys: result.person.keys,
        };
      }),
    );
    return {
      json: { from, to, reason, statement, keys },
      text: `${to} is in the place of ${from} now.\nIts key file is ${next.file}. It has no recovery keys: name some with raisonne recovery.`,
    };
  },
};

interface Rotated {
  readonly rotateKey: { readonly person: { readonly keys: readonly string[] } };
}
