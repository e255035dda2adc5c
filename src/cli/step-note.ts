import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { messageOf } from '../lib/message-of.js';
import { readAs, sentenceOf } from '../lib/read-as.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { HUMAN_ACT_KINDS, regionSchema } from '../creation/human-act.js';
import { STEP_WAYS } from '../making/making-step.js';

/** What is appended to a file's name for the note that tells of it. */
export const NOTE_SUFFIX = '.step.json';

/** What a person writes beside a file, of how it came to be. */
const stepNoteSchema = z.strictObject({
  act: z.enum(HUMAN_ACT_KINDS).optional(),
  from: z.array(z.string().min(1).max(1000)).min(1).max(20).optional(),
  how: z.enum(STEP_WAYS).optional(),
  region: regionSchema.optional(),
  outcome: z.enum(['kept', 'rejected']).optional(),
  note: z
    .string()
    .trim()
    .min(1)
    .max(20_000)
    // Neither is text that a row can hold.
    .refine((text) => !/\0|\p{Cs}/u.test(text), 'holds U+0000 or half a character')
    .optional(),
});

export type StepNote = Readonly<z.infer<typeof stepNoteSchema>>;

/** The note beside a file, empty where there is none; and in words why where it is no such note. */
export async function readStepNote(
  file: string,
): Promise<{ readonly note: StepNote; readonly problem: string | null }> {
  const path = `${file}${NOTE_SUFFIX}`;
  const none = (problem: string | null) => ({ note: {}, problem });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // A name that has no room for the suffix has no note.
    if (isErrorOf(error, 'ENOENT') || isErrorOf(error, 'ENAMETOOLONG')) return none(null);
    return none(`${path} cannot be read: ${messageOf(error)}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return none(`${path} is not JSON: ${messageOf(error)}`);
  }
  const read = readAs(stepNoteSchema, value);
  if (!read.problems) return { note: read.value, problem: null };
  return none(`${path} does not fit: ${sentenceOf(read.problems)}`);
}
