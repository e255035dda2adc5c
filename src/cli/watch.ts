import type { Wallet } from 'ethers';
import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { counted } from '../lib/counted.js';
import { messageOf } from '../lib/message-of.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { openImageReader } from '../adapters/images/open-image-reader.js';
import { HUMAN_ACT_KINDS } from '../creation/human-act.js';
import { isLayeredType } from '../creation/layered/layered-file.js';
import { isPictureType } from '../originality/fingerprint.js';
import { addressSchema, makingIdSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { repeat } from '../register/repeat.js';
import { beginWatching, type Begun } from './begin-watching.js';
import type { Client } from './client.js';
import {
  textOption,
  textOptions,
  wordOption,
  WrongUsage,
  type Answer,
  type Call,
  type Command,
} from './command.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { openKey } from './key-file.js';
import { markOf, openFolderLooker, type FolderLooker, type Look, type SeenFile } from './look-at-folder.js';
import { printable } from './printable.js';
import { sendSteps } from './send-steps.js';
import { NOTE_SUFFIX } from './step-note.js';
import { stepsOfLook, type Manner } from './steps-of-look.js';
import { MEMORY, openWatchedFolder, type KeptStep, type WatchedFolder } from './watched-folder.js';

export const watchCommand: Command = {
  name: 'watch',
  usage:
    'watch FOLDER [--name NAME] [--with ADDRESS]… [--making MAKING] [--act KIND] [--public] [--once] [--maker KEYFILE]',
  help: `Keeps the ledger of acts while a work is made: each file that comes into a folder is hashed, chained to those before and recorded at once.

The register gets digests, sizes, times and what you say of the files; the files stay where they are. What is recorded while you work is
evidence of your making, what is recorded later is much less. Claim the work with it: raisonne register FILE --title T --making FOLDER.

  --name NAME       What the making is called; anybody can read it.
  --with ADDRESS    Somebody who makes it with you, and records steps of their own; may be given several times.
  --making MAKING   Joins a making that somebody began with you. Your folder is your own.
  --act KIND        What you do here, of files that are changed in their place: ${HUMAN_ACT_KINDS.join(', ')}.
  --public          Prompts and notes of at most 2,000 characters are recorded for anybody to read. Otherwise commitments to them are, and what opens them is in
                    FOLDER/${MEMORY}/openings.json, which nobody else has: keep it.
  --once            Records what is new, and ends.
  --maker KEYFILE   Whose key signs; made on first use (RAISONNE_KEY, ~/.raisonne/key.json).
  ${SERVER_HELP}

Of a file you may say more, before or after: in FILE${NOTE_SUFFIX} beside it, such as
  {"act": "overpainting", "from": ["sketch.png"], "region": {"x": 0, "y": 0, "width": 800, "height": 300}, "note": "The sky"}
with how: generation, variation, edit, import or unsaid; and outcome: kept or rejected. A file that lies in a folder named kept or rejected is so. A file
that is changed in its place while you watch was made from what was there; of no other is it guessed from what it was made, nor how (unsaid). What a picture's file says
of its tool, seed and prompt is recorded with it, and of a layered file (PSD, KRA, ORA) its layers and editing time. Hidden and unfinished files are left out.
It goes on until it is told to end (Ctrl-C); while the server cannot be reached the steps wait in FOLDER/${MEMORY}.

--json prints {making, files, steps, recorded, waiting}: how many files and steps of yours the folder remembers, how many steps were recorded
now, and how many wait; without --once also a line {making, recorded, files: [{path, sha256}]} whenever some were recorded.
Refuses NO_SUCH_FOLDER, FOLDER_IN_USE, STEPS_ALTERED, OTHER_MAKER, BEGUN_ALREADY, TOO_MANY_FILES, and what the register refuses.`,
  options: {
    name: { type: 'string' },
    with: { type: 'string', multiple: true },
    making: { type: 'string' },
    act: { type: 'string' },
    public: { type: 'boolean' },
    once: { type: 'boolean' },
    maker: { type: 'string' },
    ...SERVER_OPTION,
  },
  arity: 1,
  async run(call) {
    const given = readGiven(call);
    const folder = path.resolve(call.arguments[0] ?? '');
    const found = await stat(folder).catch(() => null);
    if (!found?.isDirectory())
      throw new Refusal('NO_SUCH_FOLDER', `There is no folder ${folder}.`, { folder });
    const memory = await openWatchedFolder(folder);
    const images = openImageReader();
    try {
      return await withServer(call, async (client) => {
        const { wallet } = await openKey(call.terminal, textOption(call.options, 'maker'));
        const watching: Watching = { client, wallet, folder, memory, images, call, given };
        await beginWatching(watching);
        return call.options['once'] === true ? recordOnce(watching) : keepWatching(watching);
      });
    } finally {
      await images.close();
      await memory.close();
    }
  },
};

interface Given extends Begun {
  readonly act: Manner['act'];
  readonly isPrivate: boolean;
}

interface Watching {
  readonly client: Client;
  readonly wallet: Wallet;
  readonly folder: string;
  readonly memory: WatchedFolder;
  readonly images: ReturnType<typeof openImageReader>;
  readonly call: Call;
  readonly given: Given;
}

function readGiven({ options }: Call): Given {
  const act = wordOption(options, 'act', HUMAN_ACT_KINDS);
  const others = textOptions(options, 'with').map((one) => one.toLowerCase());
  const stranger = others.find((one) => !addressSchema.safeParse(one).success);
  if (stranger !== undefined) throw new WrongUsage(`--with ${stranger} is no address.`);
  const making = textOption(options, 'making');
  if (making !== undefined && !makingIdSchema.safeParse(making).success)
    throw new WrongUsage(`--making ${making} is not the id of a making.`);
  return {
    name: textOption(options, 'name'),
    others,
    making,
    act,
    isPrivate: options['public'] !== true,
  };
}

async function recordOnce(watching: Watching): Promise<Answer> {
  const looker = openFolderLooker(watching.folder);
  await take(watching, looker, await settledLook(looker), new Set());
  try {
    const recorded = await sendSteps(watching);
    if (recorded.length > 0) watching.call.terminal.err(`${recordedLine(watching, recorded, false)}\n`);
    return summary(watching, recorded.length);
  } catch (error) {
    throw error instanceof Refusal ? waitingFor(watching, error) : error;
  }
}

/** A server that does not answer is no loss: what was taken is on the disk. */
const waitingFor = ({ folder }: Watching, error: Refusal): Refusal =>
  error.code === UNREACHABLE
    ? new Refusal(
        UNREACHABLE,
        `${error.message} The steps wait in ${path.join(folder, MEMORY)}, and are sent when it answers.`,
        error.details,
        { cause: error },
      )
    : error;

/** A file is taken when it has not been written for so long. */
const SETTLE_MS = 1000;
/** However few events the system tells of. */
const LOOK_EVERY_MS = 5000;

async function keepWatching(watching: Watching): Promise<Answer> {
  const { call, memory, folder } = watching;
  const wantsJson = call.options['json'] === true;
  const looker = openFolderLooker(folder);
  const told = new Set<string>();
  let sum = 0;
  const round = async (): Promise<void> => {
    const seen = await looker.look(new Date(), SETTLE_MS);
    await take(watching, looker, seen, told);
    if (seen.unsettled > 0) looking.soon(SETTLE_MS);
    const recorded = await sendSteps(watching);
    sum += recorded.length;
    told.delete(UNREACHABLE);
    if (recorded.length > 0) call.terminal.out(recordedLine(watching, recorded, wantsJson));
  };
  const onError = (error: unknown): void => {
    const message = messageOf(error instanceof Refusal ? waitingFor(watching, error) : error);
    const key = error instanceof Refusal ? error.code : message;
    if (!told.has(key)) call.terminal.err(`${printable(message)}\n`);
    told.add(key);
  };
  const looking = repeat(round, { everyMs: LOOK_EVERY_MS, onError });
  const events = watch(folder, { recursive: true }, (_, name) => {
    if (name?.split(path.sep)[0] !== MEMORY) looking.soon(SETTLE_MS / 4);
  });
  events.on('error', onError);
  call.terminal.err(`Watching ${folder} for ${memory.making?.making}. Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  events.close();
  await looking.stop();
  // What came last may not have settled for a look.
  try {
    await take(watching, looker, await settledLook(looker), told);
    sum += (await sendSteps(watching)).length;
  } catch (error) {
    onError(error);
  }
  return summary(watching, sum);
}

const UNREACHABLE = 'SERVER_UNREACHABLE';

/** What there is when nothing was written for a moment; what is written all the while is left out. */
async function settledLook(looker: FolderLooker): Promise<Look> {
  const look = await looker.look(new Date(), SETTLE_MS);
  if (look.unsettled === 0) return look;
  await pause(SETTLE_MS);
  return looker.look(new Date(), SETTLE_MS);
}

/** Chains what is new in a look, on this disk: it is sent afterwards, and again where that fails. */
async function take(watching: Watching, looker: FolderLooker, look: Look, told: Set<string>): Promise<void> {
  const { memory, given, call } = watching;
  if (!memory.making) throw new Error('the making is begun before anything is taken');
  const unread: string[] = [];
  const { steps, problems } = await stepsOfLook(look, memory.steps, {
    begunAt: new Date(memory.making.begunAt),
    now: new Date(),
    isPrivate: given.isPrivate,
    act: given.act,
    accountOf: (file) => readAccountOf(watching, file, unread),
  });
  for (const problem of [...look.problems, ...problems, ...unread].filter((one) => !told.has(one))) {
    call.terminal.err(`${printable(problem)}\n`);
    told.add(problem);
  }
  if (steps.length > 0) await memory.append(steps);
  looker.keep(look);
}

/** What a picture's file says; a picture that cannot be read is a file all the same. */
async function readAccountOf(
  { images, folder }: Watching,
  { path: name, mediaType, mark }: SeenFile,
  unread: string[],
): ReturnType<Manner['accountOf']> {
  if (!isPictureType(mediaType) && !isLayeredType(mediaType)) return null;
  const file = path.join(folder, name);
  try {
    const { published } = await images.readAccount(file);
    // Of what was written since, something else was read than was hashed.
    return (await markOf(file)) === mark ? published : 'changed';
  } catch (error) {
    if (isErrorOf(error, 'ENOENT')) return 'changed';
    if (!(error instanceof Refusal)) unread.push(`What ${name} says could not be read: ${messageOf(error)}`);
    return null;
  }
}

function recordedLine({ memory }: Watching, recorded: readonly KeptStep[], wantsJson: boolean): string {
  if (wantsJson)
    return JSON.stringify({
      making: memory.making?.making,
      recorded: recorded.length,
      files: recorded.map(({ path: name, step }) => ({ path: name, sha256: step.sha256 })),
    });
  const words = recorded.map(({ path: name, step }) =>
    step.step === 'remark' ? `${name} (${step.outcome ?? 'noted'})` : `${name} (${step.how})`,
  );
  return printable(
    `Recorded ${words.slice(0, 10).join(', ')}${words.length > 10 ? ` and ${words.length - 10} more` : ''}`,
  );
}

function summary({ memory }: Watching, recorded: number): Answer {
  const files = new Set(memory.steps.map(({ step }) => step.sha256)).size;
  const making = memory.making?.making;
  const { waiting } = memory;
  const rest =
    waiting === 0
      ? ''
      : ` ${counted(waiting, 'waits', 'wait')} to be recorded: watch again when the server answers.`;
  return {
    json: { making, files, steps: memory.steps.length, recorded, waiting },
    text: `${making}\n${counted(files, 'file')}, ${counted(memory.steps.length, 'step')} of yours; ${recorded} recorded now.${rest}`,
  };
}
