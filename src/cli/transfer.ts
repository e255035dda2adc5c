import { transferTitle } from '../title/transfer-title.js';
import { TRANSFER_METHODS } from '../title/title-transfer.js';
import { textOption, wordOption, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { addressOption, givenOption, readDate, readId, readShare } from './read-option.js';

export const transferCommand: Command = {
  name: 'transfer',
  usage: 'transfer WORK --to ADDRESS [--share 1/2] [--method sale] [--from KEYFILE]',
  help: `Passes title in a work, or a share of it, to another. Title only: custody and copyright move separately.

  --to ADDRESS      The key of whoever receives it (0x…, or person:0x…).
  --share FRACTION  Of the whole work; 1 where it is not given.
  --method METHOD   ${TRANSFER_METHODS.join(', ')}; other where it is not given.
  --date, --note TEXT
  --from KEYFILE    The present owner's key (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {statement, owners}. Refuses NOT_THE_OWNER, MORE_THAN_HELD, WORK_UNKNOWN.`,
  options: {
    to: { type: 'string' },
    share: { type: 'string' },
    method: { type: 'string' },
    date: { type: 'string' },
    note: { type: 'string' },
    from: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const owner = addressOption(options, 'to');
    const body = {
      work: readId('WORK', call.arguments[0] ?? '', 'work'),
      to: [{ owner, share: givenOption(options, 'share', readShare) ?? '1' }],
      method: wordOption(options, 'method', TRANSFER_METHODS) ?? 'other',
      date: givenOption(options, 'date', readDate),
      note: textOption(options, 'note'),
    };
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'from'));
    const { transferTitle: result } = await withServer(call, (client) =>
      withProgress(terminal, 'Transferring', async () => {
        const signed = await signStatement(client, wallet, transferTitle, body);
        return client.ask<Transferred>(
          'mutation ($input: TransferTitleInput!) { transferTitle(input: $input) { statement { id } work { owners { owner { id } share heldFrom } } } }',
          { input: signed },
        );
      }),
    );
    const { statement, work } = result;
    const owners = work.owners.map(({ owner: { id }, share }) => `owner  ${share}  ${id}`);
    return {
      json: { statement: statement.id, owners: work.owners },
      text: [`The transfer is recorded: ${statement.id}`, ...owners].join('\n'),
    };
  },
};

interface Transferred {
  readonly transferTitle: {
    statement: { id: string };
    work: { owners: readonly { owner: { id: string }; share: string; heldFrom: string }[] };
  };
}
