import { transferRight } from '../rights/licences/transfer-right.js';
import { rightTransferSchema } from '../rights/licences/right-transfer.js';
import { ACTIONS } from '../rights/licences/use.js';
import { readBody } from '../register/statement.js';
import { referenceTo } from '../works/file.js';
import { requiredOption, textOption, textOptions, wordOf, type Command } from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { readLocalFile, uploadFile } from './local-file.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { addressOption, dayOption, givenOption, readDay, readId } from './read-option.js';

interface Transferred {
  readonly transferRight: {
    readonly transfer: {
      readonly id: string;
      readonly statement: { readonly id: string };
      readonly recordation: Readonly<Record<string, unknown>> & { readonly missing: readonly string[] };
    };
  };
}

const TRANSFER = `mutation ($input: TransferRightInput!) { transferRight(input: $input) { transfer {
  id statement { id } recordation { titleOfDocument natureOfDocument dateOfExecution transferor transferee titleOfWork registrationNumbers sha256 missing }
} } }`;

export const assignCommand: Command = {
  name: 'assign',
  usage:
    'assign WORK --to ADDRESS --writing FILE --signed-on DAY [--exclusive-licence] [--action ACTION …] [--where COUNTRY …] [--from-day DAY] [--until DAY] [--transferor NAME] [--transferee NAME] [--maker KEYFILE]',
  help: `Assigns a right in a work, or licenses it exclusively, by a writing that was signed (17 USC 204(a)), and gives what a copyright office wants for its
recordation (17 USC 205). Copyright only: title in the work moves by transfer. The file of the writing is uploaded, and anybody can read it.

  --to ADDRESS           The key of whoever receives the right.
  --writing FILE         The signed writing.
  --signed-on DAY        When it was signed.
  --exclusive-licence    It is an exclusive licence, and no assignment.
  --action ACTION        Which rights, as raisonne may --help lists them; several, each with its own --action; all where none is given.
  --where COUNTRY        Only there (ISO 3166-1 alpha-2); worldwide where none is given.
  --from-day, --until DAY  Its first and its last day.
  --transferor, --transferee NAME  As the writing has them.
  --maker KEYFILE        The key of who holds the right (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {transfer, statement, recordation}. Refuses WORK_UNKNOWN, NOT_THE_HOLDER, SELF_TRANSFER, DATED_IN_THE_FUTURE, OUT_OF_SCHEMA.`,
  options: {
    to: { type: 'string' },
    writing: { type: 'string' },
    'signed-on': { type: 'string' },
    'exclusive-licence': { type: 'boolean' },
    action: { type: 'string', multiple: true },
    where: { type: 'string', multiple: true },
    'from-day': { type: 'string' },
    until: { type: 'string' },
    transferor: { type: 'string' },
    transferee: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const { options, terminal } = call;
    const to = addressOption(options, 'to');
    const executedOn = dayOption(options, 'signed-on');
    const work = readId('WORK', call.arguments[0] ?? '', 'work');
    const actions = textOptions(options, 'action').map((one) => wordOf('action', one, ACTIONS));
    const writing = await readLocalFile(requiredOption(options, 'writing'));
    const where = textOptions(options, 'where');
    const given = {
      from: givenOption(options, 'from-day', readDay),
      until: givenOption(options, 'until', readDay),
      transferor: textOption(options, 'transferor'),
      transferee: textOption(options, 'transferee'),
    };
    const body = readBody(
      rightTransferSchema,
      {
        work,
        type: options['exclusive-licence'] === true ? 'exclusive-licence' : 'assignment',
        to,
        actions: actions.length > 0 ? actions : ['use'],
        ...(where.length > 0 && { where }),
        writing: referenceTo(writing),
        executedOn,
        ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      },
      transferRight.kind,
    );
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const { transferRight: result } = await withServer(call, (client) =>
      withProgress(terminal, 'Recording it', async () => {
        const upload = await uploadFile(client, writing);
        const input = { ...(await signStatement(client, wallet, transferRight, body)), uploads: [upload] };
        return client.ask<Transferred>(TRANSFER, { input });
      }),
    );
    const { id, statement, recordation } = result.transfer;
    const fields = Object.entries(recordation)
      .filter(([name]) => name !== 'missing')
      .map(([name, value]) => `  ${name}: ${Array.isArray(value) ? value.join(', ') || '-' : String(value)}`);
    const missing = recordation.missing.length > 0 ? [`  not told: ${recordation.missing.join(', ')}`] : [];
    return {
      json: { transfer: id, statement: statement.id, recordation },
      text: [
        `The transfer is recorded: ${id}`,
        'For its recordation at a copyright office:',
        ...fields,
        ...missing,
      ].join('\n'),
    };
  },
};
