import { appendFile, mkdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { lockFolder } from '../adapters/folder-lock.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { addressSchema, makingIdSchema } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { firstHead, makingStepSchema, nextHead, type MakingStep } from '../making/making-step.js';
import { instantSchema } from '../register/statement.js';
import type { KeptText } from '../disclosure/private-claim.js';

/** Of which making a folder is, and of which maker. */
const makingFileSchema = z.strictObject({
  making: makingIdSchema,
  maker: addressSchema,
  /** Name of the log that has it. */
  origin: z.string(),
  /** What is older was there before. */
  begunAt: instantSchema,
});

export type MakingFile = Readonly<z.infer<typeof makingFileSchema>>;

const lineSchema = z.strictObject({
  /** Whose chain it is in: after a rotation the new key's begins. */
  maker: addressSchema,
  /** Within the folder; it stays here. */
  path: z.string(),
  step: makingStepSchema,
  head: z.string(),
  /** The note in clear, where the step holds a commitment to it. */
  note: z.string().optional(),
  /** What the note named as its sources: it is looked up once. */
  sources: z.array(z.string()).optional(),
});

/** A step as the folder keeps it. */
export type KeptStep = Readonly<z.infer<typeof lineSchema>>;

/** What a watched folder remembers, in `.raisonne` within it: the making, the maker's own chain, and what opens private texts. */
export interface WatchedFolder {
  readonly making: MakingFile | null;
  /** The person's steps, in their order. */
  readonly steps: readonly KeptStep[];
  /** How many of them the register does not have, as far as is known: all, until it is asked. */
  waiting: number;
  /** Begins, or goes on with the key that took the place of the maker's. */
  begin(making: MakingFile): Promise<void>;
  /** Chains steps to those before; when it resolves they are on the disk. */
  append(steps: readonly NewStep[]): Promise<void>;
  close(): Promise<void>;
}

export interface NewStep {
  readonly path: string;
  readonly step: MakingStep;
  readonly note?: string | undefined;
  readonly sources?: readonly string[] | undefined;
  /** What opens the commitments of the step. */
  readonly kept: readonly KeptText[];
}

/** Where the memory of a watched folder is. */
export const MEMORY = '.raisonne';

/** Opens a folder's memory for this process alone; refuses FOLDER_IN_USE, and STEPS_ALTERED where its chain does not hold. */
export async function openWatchedFolder(folder: string): Promise<WatchedFolder> {
  const files = filesOf(folder);
  const lock = await lockFolder(path.join(folder, MEMORY), {
    what: 'watched folder',
    otherwise: 'end that watch first: one process watches a folder',
  });
  try {
    let making = await readMaking(files.making);
    const steps = making ? await readWholeSteps(files.steps, making) : [];
    let waiting = steps.filter(({ maker }) => maker === making?.maker).length;
    return {
      get making() {
        return making;
      },
      steps,
      get waiting() {
        return waiting;
      },
      set waiting(count) {
        waiting = count;
      },
      async begin(begun) {
        await writeWhole(files.making, begun);
        making = begun;
      },
      async append(added) {
        if (!making) throw new Error('steps come before the making is begun');
        // First: a commitment that nobody can open is worth nothing.
        const kept = added.flatMap((one) => one.kept);
        if (kept.length > 0)
          await writeWhole(files.openings, [...(await readOpenings(files.openings)), ...kept]);
        const lines = chained(added, { maker: making.maker, after: headOf(steps, making) });
        await appendFile(files.steps, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {
          flush: true,
        });
        steps.push(...lines);
        waiting += lines.length;
      },
      close: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What a folder remembers, without holding it: it may be watched meanwhile. */
export async function readWatchedFolder(folder: string): Promise<Pick<WatchedFolder, 'making' | 'steps'>> {
  const { making: file, steps } = filesOf(folder);
  const making = await readMaking(file);
  return { making, steps: making ? (await readSteps(steps, making)).steps : [] };
}

/** The head of the maker's own chain after all its steps. */
export const headOf = (
  steps: readonly KeptStep[],
  { making, maker }: Pick<MakingFile, 'making' | 'maker'>,
): string => steps.at(-1)?.head ?? firstHead(making, maker);

function chained(
  added: readonly NewStep[],
  { maker, after }: { readonly maker: string; readonly after: string },
): KeptStep[] {
  let head = after;
  return added.map(({ path: name, step, note, sources }) => {
    head = nextHead(head, step);
    return {
      maker,
      path: name,
      step,
      head,
      ...(note !== undefined && { note }),
      ...(sources && { sources: [...sources] }),
    };
  });
}

const filesOf = (folder: string) => ({
  making: path.join(folder, MEMORY, 'making.json'),
  steps: path.join(folder, MEMORY, 'steps.jsonl'),
  openings: path.join(folder, MEMORY, 'openings.json'),
});

async function readMaking(file: string): Promise<MakingFile | null> {
  const text = await readText(file);
  return text === null ? null : makingFileSchema.parse(JSON.parse(text));
}

/** The same, and takes out half a line that a process left which was killed: of a step that nobody was told of. */
async function readWholeSteps(file: string, making: MakingFile): Promise<KeptStep[]> {
  const { steps, wholeBytes, bytes } = await readSteps(file, making);
  if (wholeBytes < bytes) await truncate(file, wholeBytes);
  return steps;
}

async function readSteps(file: string, making: MakingFile) {
  const text = (await readText(file)) ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const steps: KeptStep[] = [];
  for (const [at, line] of whole.split('\n').slice(0, -1).entries()) {
    const step = readLine(line);
    const before = step && headOf(steps, { making: making.making, maker: step.maker });
    if (!step || before === null || step.head !== nextHead(before, step.step))
      throw new Refusal(
        'STEPS_ALTERED',
        `Line ${at + 1} of ${file} is not what was chained to the line before. Bring back the file as it was; the register has what it took.`,
        { file, line: at + 1 },
      );
    steps.push(step);
  }
  return { steps, wholeBytes: Buffer.byteLength(whole), bytes: Buffer.byteLength(text) };
}

function readLine(line: string): KeptStep | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    // Told by the caller, with the line's place.
    return null;
  }
}

async function readOpenings(file: string): Promise<KeptText[]> {
  const text = await readText(file);
  return text === null ? [] : (JSON.parse(text) as KeptText[]); // as it was written here
}

/** In the place of what is there, whole or not at all. */
async function writeWhole(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

const readText = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
