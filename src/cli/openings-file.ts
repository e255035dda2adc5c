import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { openingSchema, type DisclosedOpening } from '../disclosure/opening.js';
import { Refusal } from '../lib/refusal.js';

/** As register and watch keep them: an opening each, with what it is of. */
const fileSchema = z.array(
  z.looseObject({
    field: z.string().optional(),
    commitment: z.string(),
    salt: z.string(),
    content: z.unknown(),
  }),
);

/** The openings of a file, of some fields or of all; refuses NO_SUCH_FILE, OUT_OF_SCHEMA, NOTHING_THERE. */
export async function readOpenings(path: string, only: readonly string[] = []): Promise<DisclosedOpening[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Refusal('NO_SUCH_FILE', `The file ${path} cannot be read.`, { path }, { cause });
  });
  const value = parsed(text);
  const read = fileSchema.safeParse(isAnswer(value) ? value.openings : value);
  if (!read.success)
    throw new Refusal(
      'OUT_OF_SCHEMA',
      `${path} holds no openings: a list of {field, commitment, salt, content}, as register and watch keep it.`,
      { path },
    );
  const missing = only.find((one) => !read.data.some((kept) => isOf(kept, one)));
  if (missing !== undefined)
    throw new Refusal('NOTHING_THERE', `${path} opens nothing called ${missing}.`, { path, field: missing });
  const chosen =
    only.length === 0 ? read.data : read.data.filter((kept) => only.some((one) => isOf(kept, one)));
  return chosen.map(({ commitment, salt, content }) => {
    const opening = openingSchema.safeParse({ commitment, salt, content });
    if (opening.success) return opening.data;
    throw new Refusal('OUT_OF_SCHEMA', `In ${path} what is to open ${commitment} does not.`, {
      path,
      commitment,
    });
  });
}

/** As `disclosed --json` prints it. */
const isAnswer = (value: unknown): value is { openings: unknown } =>
  typeof value === 'object' && value !== null && 'openings' in value;

const isOf = (
  { field, commitment }: { field?: string | undefined; commitment: string },
  name: string,
): boolean => field === name || commitment === name;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told by the caller, with the file's name.
    return null;
  }
}

/** Of a file that opens more than was recorded there, such as steps that wait: how much, in words. */
export const leftOut = (count: number): string =>
  count === 0
    ? ''
    : `; ${count} that the file opens ${count === 1 ? 'is' : 'are'} in none of your recorded statements there, and left out`;
