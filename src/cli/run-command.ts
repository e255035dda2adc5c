import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { memberOf, messageOf } from '../lib/message-of.js';
import { Refusal } from '../lib/refusal.js';
import { nearestWord } from './nearest-word.js';
import { WrongUsage, type Answer, type Command, type Terminal } from './command.js';

/** By their names, which are those of their files. Each is loaded when it is called: all together they take longer to load than most take to run. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serveCommand,
  register: async () => (await import('./register.js')).registerCommand,
  inspect: async () => (await import('./inspect.js')).inspectCommand,
  provenance: async () => (await import('./provenance.js')).provenanceCommand,
  watch: async () => (await import('./watch.js')).watchCommand,
  search: async () => (await import('./search.js')).searchCommand,
  show: async () => (await import('./show.js')).showCommand,
  transfer: async () => (await import('./transfer.js')).transferCommand,
  owners: async () => (await import('./owners.js')).ownersCommand,
  token: async () => (await import('./token.js')).tokenCommand,
  derive: async () => (await import('./derive.js')).deriveCommand,
  permit: async () => (await import('./permit.js')).permitCommand,
  licence: async () => (await import('./licence.js')).licenceCommand,
  assign: async () => (await import('./assign.js')).assignCommand,
  may: async () => (await import('./may.js')).mayCommand,
  training: async () => (await import('./training.js')).trainingCommand,
  rights: async () => (await import('./rights.js')).rightsCommand,
  'resale-right': async () => (await import('./resale-right.js')).resaleRightCommand,
  dispute: async () => (await import('./dispute.js')).disputeCommand,
  withdraw: async () => (await import('./withdraw.js')).withdrawCommand,
  report: async () => (await import('./report.js')).reportCommand,
  display: async () => (await import('./display.js')).displayCommand,
  disclose: async () => (await import('./disclose.js')).discloseCommand,
  disclosed: async () => (await import('./disclosed.js')).disclosedCommand,
  erase: async () => (await import('./erase.js')).eraseCommand,
  forget: async () => (await import('./forget.js')).forgetCommand,
  export: async () => (await import('./export.js')).exportCommand,
  verify: async () => (await import('./verify.js')).verifyCommand,
  key: async () => (await import('./key.js')).keyCommand,
  fsck: async () => (await import('./fsck.js')).fsckCommand,
  recovery: async () => (await import('./recovery.js')).recoveryCommand,
  rotate: async () => (await import('./rotate.js')).rotateCommand,
  rebuild: async () => (await import('./rebuild.js')).rebuildCommand,
  backup: async () => (await import('./backup.js')).backupCommand,
  restore: async () => (await import('./restore.js')).restoreCommand,
  witness: async () => (await import('./witness.js')).witnessCommand,
};

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
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined;
  if (!command) {
    const isAsked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    const shown = await overview();
    const text = isAsked ? shown : `raisonne: there is no command "${name}".\n\n${shown}`;
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
    throw new WrongUsage(lineProblem(cause, command), { cause });
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
      `${command.name} takes ${command.arity === 0 ? 'no argument' : `${command.arity} argument${command.arity === 1 ? '' : 's'}`}; ${given === 0 ? 'none was' : given === 1 ? 'one was' : `${given} were`} given.`,
    );
  }
  return { arguments: parsed.positionals, options };
}

/** What is wrong with a line that cannot be read, and of an option that is not there which one may be meant. */
function lineProblem(cause: unknown, command: Command): string {
  const [, option] = /^Unknown option '(--?[^']+)'/.exec(messageOf(cause)) ?? [];
  if (option === undefined) return messageOf(cause);
  const names = Object.keys({ ...command.options, ...EVERY_COMMAND }).map((name) => `--${name}`);
  const near = nearestWord(option, names);
  const told = near === null ? `It takes ${names.join(', ')}.` : `Did you mean ${near}?`;
  return `${command.name} has no option ${option}. ${told}`;
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

async function overview(): Promise<string> {
  const commands: Command[] = [];
  for (const load of Object.values(COMMANDS)) commands.push(await load());
  const lines = commands.map(({ usage, help }) => `  raisonne ${usage}\n      ${firstSentence(help)}`);
  return [
    'Raisonné: the open catalogue raisonné.',
    '',
    ...lines,
    '',
    'Each takes --json and --help. Exit code: 0 done, 1 refused or not valid, 2 wrong usage.',
  ].join('\n');
}
