import { Refusal } from '../lib/refusal.js';
import { grantLicence } from '../rights/licences/grant-licence.js';
import { licenceSchema, type LicenceBody } from '../rights/licences/licence.js';
import { STANDARD_LICENCES } from '../rights/licences/standard-licences.js';
import { readBody } from '../register/statement.js';
import { textOption, wordOption, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readTextFile } from './text-file.js';
import { givenOption, readAddress, readDay, readId } from './read-option.js';

export const licenceCommand: Command = {
  name: 'licence',
  usage: 'licence WORK --standard NAME | --terms TERMS.json [--to ADDRESS] [--until DAY] [--maker KEYFILE]',
  help: `States on which terms a work may be used: your recorded statement, which is no legal advice. An exclusive licence wants a signed writing (assign).

  --standard NAME     ${Object.keys(STANDARD_LICENCES).join(', ')}.
                      Those of RightsStatements.org (InC … NKC) tell of rights and permit nothing by themselves.
  --terms TERMS.json  Rules in the form of ODRL 2.2: [{"effect": "permit" | "prohibit", "actions": ["display", …], "where": ["DE"], "purpose": "non-commercial",
                      "from": DAY, "until": DAY, "duties": [{"action": "attribute", "text": "…"}], "text": "…"}] (schema/statements/grant-licence.json).
  --to ADDRESS        Only for whoever has this key; anybody where it is not given.
  --until DAY         Its last day, to its end in UTC.
  --maker KEYFILE     The key of who upholds the earliest claim on the work, or received a right in it (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {licence, work, statement}. Refuses WORK_UNKNOWN, NOT_THE_HOLDER, SELF_LICENCE, UNTIL_PASSED, OUT_OF_SCHEMA.`,
  options: {
    standard: { type: 'string' },
    terms: { type: 'string' },
    to: { type: 'string' },
    until: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const [standard, terms] = [
      wordOption(options, 'standard', Object.keys(STANDARD_LICENCES)),
      textOption(options, 'terms'),
    ];
    if ((standard === undefined) === (terms === undefined))
      throw new WrongUsage('Give either --standard or --terms.');
    const to = givenOption(options, 'to', readAddress);
    const until = givenOption(options, 'until', readDay);
    const body: LicenceBody = readBody(
      licenceSchema,
      {
        work: readId('WORK', call.arguments[0] ?? '', 'work'),
        ...(to !== undefined && { to }),
        ...(standard !== undefined && { standard }),
        ...(terms !== undefined && { rules: parsed(await readTextFile(terms), terms) }),
        ...(until !== undefined && { until }),
      },
      grantLicence.kind,
    );
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const { licence } = await withServer(call, (client) =>
      withProgress(terminal, 'Licensing', async () => {
        const input = await signStatement(client, wallet, grantLicence, body);
        const data = await client.ask<{
          grantLicence: { licence: { id: string; statement: { id: string } } };
        }>(
          'mutation ($input: GrantLicenceInput!) { grantLicence(input: $input) { licence { id statement { id } } } }',
          { input },
        );
        return data.grantLicence;
      }),
    );
    return {
      json: { licence: licence.id, work: body.work, statement: licence.statement.id },
      text: `The licence is recorded: ${licence.id}`,
    };
  },
};

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('FILE_UNREADABLE', `${file} is no JSON.`, { path: file }, { cause });
  }
}
