import { idOf } from '../lib/ids.js';
import { permitDerivation } from '../originality/permit-derivation.js';
import { DERIVATION_WAYS } from '../originality/derivation-ways.js';
import { requiredOption, textOption, textOptions, wordOf, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { addressOption, givenOption, readDay, readId } from './read-option.js';

export const permitCommand: Command = {
  name: 'permit',
  usage: 'permit WORK --to ADDRESS --terms TEXT [--how WAY …] [--until DAY] [--maker KEYFILE]',
  help: `Permits a person to derive from a work: your recorded statement, which is no legal advice.

  --to ADDRESS     The key of whoever is permitted (0x…, or person:0x…); it holds for all keys of that person.
  --terms TEXT     What is permitted and on which terms, at most 2000 characters. Anybody can read them.
  --how WAY        ${DERIVATION_WAYS.join(', ')} (raisonne derive --help says what each
                   means); several, each with its own --how; all where it is not given.
  --until DAY      Its last day, to its end in UTC, such as 2027-06-30; no end where it is not given.
  --maker KEYFILE  The key of who registered the work, or upholds a claim on it (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {permission, source, to, how, until, statement}; how and until are null where they are not given. Refuses
NOT_ALLOWED, WORK_UNKNOWN, SELF_PERMISSION, UNTIL_PASSED, KEY_ROTATED.`,
  options: {
    to: { type: 'string' },
    terms: { type: 'string' },
    how: { type: 'string', multiple: true },
    until: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const ways = textOptions(options, 'how').map((way) => wordOf('how', way, DERIVATION_WAYS));
    const source = readId('WORK', call.arguments[0] ?? '', 'work');
    const to = addressOption(options, 'to');
    const body = {
      source,
      to,
      how: ways.length > 0 ? ways : undefined,
      terms: requiredOption(options, 'terms'),
      until: givenOption(options, 'until', readDay),
    };
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const { permission } = await withServer(call, (client) =>
      withProgress(terminal, 'Permitting', async () => {
        const input = await signStatement(client, wallet, permitDerivation, body);
        const data = await client.ask<Permitted>(
          'mutation ($input: PermitDerivationInput!) { permitDerivation(input: $input) { permission { id statement { id } } } }',
          { input },
        );
        return data.permitDerivation;
      }),
    );
    const { how = null, until = null } = body;
    const end = until === null ? '' : ` until ${until}`;
    return {
      json: {
        permission: permission.id,
        source,
        to: idOf('person', to),
        how,
        until,
        statement: permission.statement.id,
      },
      text: `It is recorded that ${to} may derive from the work${end}.\npermission  ${permission.id}`,
    };
  },
};

interface Permitted {
  readonly permitDerivation: {
    readonly permission: { readonly id: string; readonly statement: { readonly id: string } };
  };
}
