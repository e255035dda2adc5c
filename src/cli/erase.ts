import { rm, writeFile } from 'node:fs/promises';
import { erasureReceiptSchema } from '../disclosure/erasure-receipt.js';
import { eraseOpenings } from '../disclosure/erase-openings.js';
import { requiredOption, textOption, textOptions, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { writeNewFile } from './new-file.js';
import { leftOut, readOpenings } from './openings-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readId } from './read-option.js';
import { counted } from '../lib/counted.js';

/** As many as one request may name. */
const MOST = 500;

interface Erased {
  readonly receipt: string;
  readonly commitments: readonly string[];
}

export const eraseCommand: Command = {
  name: 'erase',
  usage: 'erase CLAIM --openings FILE -o RECEIPT.txt [--only FIELD]… [--reason TEXT] [--maker KEYFILE]',
  help: `Has what opens private fields of a claim, a statement or a making erased from the server, and writes the receipt that the log signs.

  --openings FILE       Which: the file that register, watch or disclose kept or took. It stays as it is; erase it yourself.
  --only FIELD          Only this field, or the commitment itself; may be given several times.
  -o, --output RECEIPT.txt
                        Where the receipt goes; raisonne verify RECEIPT.txt --log KEY checks it without the server.
                        Of more than 500 fields there are several: RECEIPT.txt, RECEIPT.txt.2 and so on.
  --reason TEXT         Why; it stands in the receipt, which anybody can read.
  --maker KEYFILE       The key that signed the claim (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

The register keeps the commitments, and every proof stays valid; without the salt a commitment says nothing. What readers wrote down is
not reached, nor what a picture's own file tells.

--json prints {about, commitments, kept, receipt}; kept is of how many there was something to erase. Refuses STATEMENT_UNKNOWN, NOT_ALLOWED, NOT_COMMITTED, FILE_EXISTS.`,
  options: {
    openings: { type: 'string' },
    only: { type: 'string', multiple: true },
    output: { type: 'string', short: 'o' },
    reason: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const about = readId('CLAIM', call.arguments[0] ?? '', 'claim', 'statement', 'making');
    const output = requiredOption(options, 'output');
    const openings = await readOpenings(requiredOption(options, 'openings'), textOptions(options, 'only'));
    const commitments = openings.map(({ commitment }) => commitment);
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    // Before anything is erased: a receipt that cannot be written down is none.
    await writeNewFile(output, '');
    const reason = textOption(options, 'reason');
    const erased: string[] = [];
    let kept = 0;
    try {
      await withServer(call, (client) =>
        withProgress(terminal, 'Erasing', async () => {
          for (let at = 0; at < commitments.length; at += MOST) {
            const body = {
              about,
              commitments: commitments.slice(at, at + MOST),
              ...(reason !== undefined && { reason }),
            };
            const input = await signStatement(client, wallet, eraseOpenings, body);
            const { eraseOpenings: made } = await client.ask<{ eraseOpenings: Erased }>(
              'mutation ($input: SignedRequestInput!) { eraseOpenings(input: $input) { receipt commitments } }',
              { input },
            );
            erased.push(...made.commitments);
            kept += keptIn(made.receipt);
            // One receipt a file: what verifies it reads one note.
            await writeFile(at === 0 ? output : `${output}.${at / MOST + 1}`, made.receipt);
          }
        }),
      );
    } catch (error) {
      // Of what was not erased there is no receipt to write down.
      if (erased.length === 0) await rm(output, { force: true });
      throw error;
    }
    return {
      json: { about, commitments: erased, kept, receipt: output },
      text: [
        `${kept} of ${counted(erased.length, 'private field')} of ${about} ${kept === 1 ? 'was kept there, and is' : 'were kept there, and are'} erased${leftOut(commitments.length - erased.length)}.`,
        `The receipt is ${output}. Check it with: raisonne verify ${output} --log KEY`,
      ].join('\n'),
    };
  },
};

/** Of how many fields there was something to erase, as the receipt says; who doubts that verifies it. */
const keptIn = (receipt: string): number =>
  erasureReceiptSchema.parse(JSON.parse(receipt.split('\n')[2] ?? '')).erased.filter(({ wasKept }) => wasKept)
    .length;
