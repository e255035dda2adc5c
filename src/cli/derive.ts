import { declareDerivation } from '../originality/declare-derivation.js';
import { DERIVATION_WAYS, WAY_MEANINGS } from '../originality/derivation-ways.js';
import { requiredOption, requiredWord, textOption, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readId } from './read-option.js';

/** A line for each way, for --help. */
const waysHelp = (indent: number): string =>
  DERIVATION_WAYS.map((way) => `${' '.repeat(indent)}${way.padEnd(14)}${WAY_MEANINGS[way]}.`).join('\n');

export const deriveCommand: Command = {
  name: 'derive',
  usage: 'derive WORK --from WORK --how WAY [--note TEXT] [--maker KEYFILE]',
  help: `Declares that a work derives from another registered work. It is recorded, not examined.

  --from WORK      The work from which it derives.
  --how WAY        How it derives from it:
${waysHelp(21)}
  --note TEXT
  --maker KEYFILE  The key of who registered the work, or upholds a claim on it (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {derivation, work, source, how, statement}. Refuses NOT_ALLOWED, WORK_UNKNOWN, SELF_DERIVATION,
DERIVED_ALREADY, CIRCULAR_DERIVATION, TOO_MANY_DERIVATIONS.`,
  options: {
    from: { type: 'string' },
    how: { type: 'string' },
    note: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const body = {
      work: readId('WORK', call.arguments[0] ?? '', 'work'),
      source: readId('--from', requiredOption(options, 'from'), 'work'),
      how: requiredWord(options, 'how', DERIVATION_WAYS),
      note: textOption(options, 'note'),
    };
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const { derivation } = await withServer(call, (client) =>
      withProgress(terminal, 'Declaring', async () => {
        const input = await signStatement(client, wallet, declareDerivation, body);
        const data = await client.ask<Declared>(
          'mutation ($input: DeclareDerivationInput!) { declareDerivation(input: $input) { derivation { id statement { id } work { id title } source { id title } } } }',
          { input },
        );
        return data.declareDerivation;
      }),
    );
    const { id, statement, work, source } = derivation;
    return {
      json: { derivation: id, work: work.id, source: source.id, how: body.how, statement: statement.id },
      text: `It is recorded that "${work.title}" derives from "${source.title}" (${body.how}).\nderivation  ${id}`,
    };
  },
};

interface Declared {
  readonly declareDerivation: {
    readonly derivation: {
      readonly id: string;
      readonly statement: { readonly id: string };
      readonly work: { readonly id: string; readonly title: string };
      readonly source: { readonly id: string; readonly title: string };
    };
  };
}
