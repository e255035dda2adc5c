import { readDisclosed } from '../disclosure/read-disclosed.js';
import { openingSchema } from '../disclosure/opening.js';
import { textOption, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { printable } from './printable.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readId } from './read-option.js';

interface Told {
  readonly path: string;
  readonly commitment: string;
  readonly salt: string;
  /** Canonical JSON. */
  readonly content: string;
  readonly owner: { readonly id: string };
}

export const disclosedCommand: Command = {
  name: 'disclosed',
  usage: 'disclosed CLAIM [--from KEYFILE]',
  help: `Shows the private fields of a claim, a statement or a making that are disclosed to you, each checked against its commitment.

  --from KEYFILE  Your key (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {about, openings: [{field, commitment, salt, content, owner}]}: the file that --openings and export --disclose take. What is not
disclosed to you is not told of either; none is an empty list.`,
  options: { from: { type: 'string' }, ...SERVER_OPTION },
  arity: 1,
  async run(call) {
    const about = readId('CLAIM', call.arguments[0] ?? '', 'claim', 'statement', 'making');
    const { wallet } = await openOwnersKey(call.terminal, textOption(call.options, 'from'));
    const told = await withServer(call, (client) =>
      withProgress(call.terminal, 'Asking', async () => {
        const input = await signStatement(client, wallet, readDisclosed, { about });
        const answer = await client.ask<{ disclosedOpenings: readonly Told[] }>(
          'query ($input: SignedRequestInput!) { disclosedOpenings(input: $input) { path commitment salt content owner { id } } }',
          { input },
        );
        return answer.disclosedOpenings;
      }),
    );
    // A server's word is not taken for it: what does not open its commitment was not committed to.
    const openings = told.map(({ path, commitment, salt, content, owner }) => ({
      field: path,
      ...openingSchema.parse({ commitment, salt, content: JSON.parse(content) as unknown }),
      owner: owner.id,
    }));
    const shown = (content: unknown): string =>
      typeof content === 'string' ? content : JSON.stringify(content);
    return {
      json: { about, openings },
      text:
        openings.length === 0
          ? `Nothing of ${about} is disclosed to you.`
          : printable(
              openings
                .map(({ field, commitment, content }) => `${field}  (${commitment})\n  ${shown(content)}`)
                .join('\n'),
            ),
    };
  },
};
