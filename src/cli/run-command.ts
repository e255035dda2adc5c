import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { memberOf, messageOf } from '../lib/message-of.js';
import { Refusal } from '../lib/refusal.js';
import { WrongUsage, type Answer, type Command, type Terminal } from './command.js';
import { assignCommand } from './assign.js';
import { backupCommand } from './backup.js';
import { deriveCommand } from './derive.js';
import { discloseCommand } from './disclose.js';
import { disclosedCommand } from './disclosed.js';
import { eraseCommand } from './erase.js';
import { exportCommand } from './export.js';
import { forgetCommand } from './forget.js';
import { fsckCommand } from './fsck.js';
import { inspectCommand } from './inspect.js';
import { keyCommand } from './key.js';
import { licenceCommand } from './licence.js';
import { mayCommand } from './may.js';
import { ownersCommand } from './owners.js';
import { permitCommand } from './permit.js';
import { provenanceCommand } from './provenance.js';
import { rebuildCommand } from './rebuild.js';
import { recoveryCommand } from './recovery.js';
import { registerCommand } from './register.js';
import { resaleRightCommand } from './resale-right.js';
import { restoreCommand } from './restore.js';
import { rightsCommand } from './rights.js';
import { rotateCommand } from './rotate.js';
import { searchCommand } from './search.js';
import { serveCommand } from './serve.js';
import { showCommand } from './show.js';
import { tokenCommand } from './token.js';
import { trainingCommand } from './training.js';
import { transferCommand } from './transfer.js';
import { verifyCommand } from './verify.js';
import { watchCommand } from './watch.js';
import { witnessCommand } from './witness.js';

const COMMANDS: readonly Command[] = [
  serveCommand,
  registerCommand,
  inspectCommand,
  provenanceCommand,
  watchCommand,
  searchCommand,
  showCommand,
  transferCommand,
  ownersCommand,
  tokenCommand,
  deriveCommand,
  permitCommand,
  licenceCommand,
  assignCommand,
  mayCommand,
  trainingCommand,
  rightsCommand,
  resaleRightCommand,
  discloseCommand,
  disclosedCommand,
  eraseCommand,
  forgetCommand,
  exportCommand,
  verifyCommand,
  keyCommand,
  fsckCommand,
  recoveryCommand,
  rotateCommand,
  rebuildCommand,
  backupCommand,
  restoreCommand,
  witnessCommand,
];

const EVERY_COMMAND = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

// Whoever reads may have had enough (`| head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const ownTerminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY,
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null,
};

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** Runs a command line; the exit code is 0 done, 1 refused, failed or not valid, 2 wrong usage. Bugs are thrown. */
export async function runCommand(
  line: readonly string[],
  terminal: Terminal = ownTerminal,
): Promise<0 | 1 | 2> {
  const [name, ...rest] = line;
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const isAsked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    const text = isAsked ? overview() : `raisonne: there is no command "${name}".\n\n${overview()}`;
    if (isAsked) terminal.out(text);
    else terminal.err(`${text}\n`);
    return name !== undefined && isAsked ? 0 : 2;
  }
  const wantsJson = rest.includes('--json');
  try {
    const parsed = readLine(command, rest);
    if (parsed.options['help']) {
      terminal.out(`raisonne ${command.usage}\n\n${command.help}`);
      return 0;
    }
    const answer = await command.run({ ...parsed, terminal });
    print(answer, { terminal, wantsJson });
    return answer.isNo ? 1 : 0;
  } catch (error) {
    return explain(error, { command, terminal, wantsJson });
  }
}

function readLine(command: Command, rest: readonly string[]) {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...rest],
      options: { ...EVERY_COMMAND, ...command.options },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new WrongUsage(messageOf(cause), { cause });
  }
  const options = Object.fromEntries(
    Object.entries(parsed.values).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value,
    ]),
  );
  const given = parsed.positionals.length;
  if (!options['help'] && command.arity === 'some' && given === 0)
    throw new WrongUsage(`${command.name} takes one argument or several; none was given.`);
  if (!options['help'] && command.arity !== 'some' && given !== command.arity) {
    throw new WrongUsage(
      `${command.name} takes ${command.arity === 0 ? 'no argument' : `${command.arity} argument${command.arity === 1 ? '' : 's'}`}; ${given} were given.`,
    );
  }
  return { arguments: parsed.positionals, options };
}

function print(
  { json, text }: Answer,
  { terminal, wantsJson }: { terminal: Terminal; wantsJson: boolean },
): void {
  const answer = wantsJson ? JSON.stringify(json, null, 2) : text;
  if (answer) terminal.out(answer);
}

function explain(
  error: unknown,
  { command, terminal, wantsJson }: { command: Command; terminal: Terminal; wantsJson: boolean },
): 1 | 2 {
  if (error instanceof WrongUsage) {
    terminal.err(`raisonne: ${error.message}\nusage: raisonne ${command.usage}\n`);
    return 2;
  }
  if (!(error instanceof Refusal)) {
    if (isBug(error)) throw error;
    terminal.err(`raisonne: ${messageOf(error)}\n`);
    return 1;
  }
  if (wantsJson)
    terminal.out(
      JSON.stringify(
        { error: { code: error.code, message: error.message, details: error.details } },
        null,
        2,
      ),
    );
  terminal.err(`raisonne: ${error.message} (${error.code})\n`);
  return 1;
}

/** Of the help, which is wrapped by hand, on one line. */
const firstSentence = (help: string): string =>
  /^.*?[.](?=\s|$)/s.exec(help)?.[0].replaceAll('\n', ' ') ?? help;

/** What the language throws when the code is wrong; by name, since it may come from another realm (node:vm). */
const BUGS = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AssertionError']);

/** What an operator mends (a port in use, a database that is down) needs its message, what we mend its stack. */
function isBug(error: unknown): boolean {
  const name = memberOf(error, 'name');
  return typeof name !== 'string' || BUGS.has(name);
}

function overview(): string {
  const lines = COMMANDS.map(({ usage, help }) => `  raisonne ${usage}\n      ${firstSentence(help)}`);
  return [
    'Raisonné: the open catalogue raisonné.',
    '',
    ...lines,
    '',
    'Each takes --json and --help. Exit code: 0 done, 1 refused or not valid, 2 wrong usage.',
  ].join('\n');
}
