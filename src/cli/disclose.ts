import { discloseOpenings } from '../disclosure/disclose-openings.js';
import { requiredOption, textOption, textOptions, WrongUsage, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { leftOut, readOpenings } from './openings-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readAddress, readId } from './read-option.js';

/** As many as one request may hold. */
const MOST = 50;

export const discloseCommand: Command = {
  name: 'disclose',
  usage: 'disclose CLAIM --openings FILE (--to ADDRESS… | --nobody) [--only FIELD]… [--maker KEYFILE]',
  help: `Has private fields of a claim, a statement or a making told to persons whom you name, and to nobody else.

  --openings FILE   What opens them, as register (FILE.….openings.json) and watch (FOLDER/.raisonne/openings.json) keep it.
  --to ADDRESS      Who is told from now on; may be given several times. It takes the place of the list before.
  --nobody          Nobody but you is told any more.
  --only FIELD      Only this field, such as /generations/0/prompt, or the commitment itself; may be given several times.
  --maker KEYFILE   The key that signed the claim (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

The server keeps them until you erase them (raisonne erase). They are in no backup, and not in the register. Who is told reads them by
raisonne disclosed CLAIM, and can check each against its commitment.

--json prints {about, commitments, readers}. Refuses STATEMENT_UNKNOWN, NOT_ALLOWED, NOT_COMMITTED.`,
  options: {
    openings: { type: 'string' },
    to: { type: 'string', multiple: true },
    nobody: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const about = readId('CLAIM', call.arguments[0] ?? '', 'claim', 'statement', 'making');
    const to = [...new Set(textOptions(options, 'to').map((one) => readAddress('--to', one)))];
    if (to.length > 0 === (options['nobody'] === true))
      throw new WrongUsage(
        to.length > 0 ? 'Give either --to or --nobody.' : 'Name who is told by --to, or say --nobody.',
      );
    const openings = await readOpenings(requiredOption(options, 'openings'), textOptions(options, 'only'));
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const kept: string[] = [];
    await withServer(call, (client) =>
      withProgress(terminal, 'Disclosing', async () => {
        for (let at = 0; at < openings.length; at += MOST) {
          const body = { about, openings: openings.slice(at, at + MOST), to };
          const input = await signStatement(client, wallet, discloseOpenings, body);
          const { discloseOpenings: made } = await client.ask<{
            discloseOpenings: { commitments: readonly string[] };
          }>('mutation ($input: SignedRequestInput!) { discloseOpenings(input: $input) { commitments } }', {
            input,
          });
          kept.push(...made.commitments);
        }
      }),
    );
    const readers = to.length === 0 ? 'nobody but you' : to.join(', ');
    return {
      json: { about, commitments: kept, readers: to },
      text: `${kept.length === 1 ? 'One private field' : `${kept.length} private fields`} of ${about}: told to ${readers}${leftOut(openings.length - kept.length)}.`,
    };
  },
};
