import { counterNotice } from '../works/display/counter-notice.js';
import { eraseNotice, readNotice } from '../works/display/notice-document.js';
import { showFileAgain, withholdFile } from '../works/display/withhold-file.js';
import {
  numberOf,
  requiredOption,
  textOption,
  WrongUsage,
  type Answer,
  type Call,
  type Command,
} from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openOwnersKey } from './key-file.js';
import { printable } from './printable.js';
import { withProgress } from './progress.js';
import { signStatement } from './sign-statement.js';
import { readTextFile } from './text-file.js';

interface Notice {
  readonly number: number;
  readonly step: string;
  readonly reason: string;
  readonly at: string;
  readonly by: { readonly id: string };
}

export const displayCommand: Command = {
  name: 'display',
  usage:
    'display withhold CID --reason TEXT [--document NOTICE.txt] | counter CID --reason TEXT --document COUNTER-NOTICE.txt | show CID --reason TEXT | read NUMBER | erase NUMBER',
  help: `Withholds a file from display after a notice, answers that, or shows the file again. The register stays as it is: only the server stops giving the
file's bytes, and says why (HTTP 451). Each step is logged, with its reason, where anybody can read it ({ displayNotices { step reason } }).

  withhold, show   For operators: keys that the server's configuration names (OPERATORS).
  counter          For whoever registered a work of the file, or upholds a claim on one (17 USC 512(g)). The operator may show the file again
                   ten to fourteen business days later, unless they are told of a lawsuit; nothing happens by itself.
  read, erase      For operators: what a notice says, and its erasure. That there was one, and the reason for everybody, stay.
  --reason TEXT    For everybody.
  --document FILE  The notice or counter-notice itself, as text: for the operators alone. raisonne export --with dmca-notice writes one.
  --maker KEYFILE  Your key (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

--json prints {file, notices: [{number, step, reason, at, by}]}; read and erase print {number, document}. Refuses NOT_ALLOWED, FILE_MISSING, NOTICE_UNKNOWN, WITHHELD_ALREADY, NOT_WITHHELD, ANSWERED_ALREADY.`,
  options: {
    reason: { type: 'string' },
    document: { type: 'string' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 2,
  async run(call) {
    const [verb = '', file = ''] = call.arguments;
    const { options, terminal } = call;
    if (verb === 'read' || verb === 'erase') return ofNotice(call, verb);
    const reason = requiredOption(options, 'reason');
    const named = textOption(options, 'document');
    const document = named === undefined ? undefined : (await readTextFile(named)).trim();
    if (!['withhold', 'counter', 'show'].includes(verb))
      throw new WrongUsage(`display can withhold, counter, show, read and erase, and not "${verb}".`);
    if (verb === 'counter' && document === undefined) throw new WrongUsage('--document is missing.');
    const { wallet } = await openOwnersKey(terminal, textOption(options, 'maker'), { option: '--maker' });
    const notices = await withServer(call, (client) =>
      withProgress(terminal, 'Asking', async () => {
        const [mutation, input] =
          verb === 'withhold'
            ? ([
                'withholdFile',
                await signStatement(client, wallet, withholdFile, {
                  file,
                  reason,
                  ...(document !== undefined && { notice: document }),
                }),
              ] as const)
            : verb === 'show'
              ? ([
                  'showFileAgain',
                  await signStatement(client, wallet, showFileAgain, { file, reason }),
                ] as const)
              : ([
                  'counterNotice',
                  await signStatement(client, wallet, counterNotice, {
                    file,
                    reason,
                    counterNotice: document ?? '',
                  }),
                ] as const);
        const data = await client.ask<Record<string, Notice[]>>(
          `mutation ($input: SignedRequestInput!) { ${mutation}(input: $input) { number step reason at by { id } } }`,
          { input },
        );
        return data[mutation] ?? [];
      }),
    );
    return {
      json: { file, notices: notices.map(({ by, ...notice }) => ({ ...notice, by: by.id })) },
      text: printable(
        notices
          .map(
            ({ number, at, step, by, reason: why }) =>
              `${number}  ${at}  ${step.toLowerCase().replaceAll('_', ' ')} by ${by.id}: ${why}`,
          )
          .join('\n'),
      ),
    };
  },
};

/** What a notice says, as an operator reads it or erases it. */
async function ofNotice(call: Call, verb: 'read' | 'erase'): Promise<Answer> {
  const notice = numberOf(call.arguments[1] ?? '');
  const { wallet } = await openOwnersKey(call.terminal, textOption(call.options, 'maker'), {
    option: '--maker',
  });
  const found = await withServer(call, async (client) => {
    const [question, kind] =
      verb === 'read' ? (['query', readNotice] as const) : (['mutation', eraseNotice] as const);
    const field = verb === 'read' ? 'noticeDocument' : 'eraseNotice';
    const input = await signStatement(client, wallet, kind, { notice });
    const data = await client.ask<Record<string, { document: string | null }>>(
      `${question} ($input: SignedRequestInput!) { ${field}(input: $input) { document } }`,
      { input },
    );
    return data[field]?.document ?? null;
  });
  const text =
    verb === 'erase'
      ? `What notice ${notice} says is erased.`
      : (found ?? `Notice ${notice} came with nothing, or that was erased.`);
  return { json: { number: notice, document: found }, text: printable(text) };
}
