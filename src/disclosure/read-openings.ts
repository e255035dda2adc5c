import * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import { openingSchema, type DisclosedOpening } from './opening.js';

/** As register and watch keep them: an opening each, with what it is of. */
const fileSchema = z.array(
  z.looseObject({
    field: z.string().optional(),
    commitment: z.string(),
    salt: z.string(),
    content: z.unknown(),
  }),
);

/** An opening with the field that it is of, as whoever made it named that. */
export type NamedOpening = DisclosedOpening & { readonly field: string | undefined };

/** The openings of some fields, or of all, that a file of the name `path` holds as its text; refuses OUT_OF_SCHEMA, NOTHING_THERE. */
export function readOpeningsText(
  text: string,
  { path, only = [] }: { readonly path: string; readonly only?: readonly string[] },
): NamedOpening[] {
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
  return chosen.map(({ field, commitment, salt, content }) => {
    const opening = openingSchema.safeParse({ commitment, salt, content });
    if (opening.success) return { ...opening.data, field };
    throw new Refusal('OUT_OF_SCHEMA', `In ${path} what is to open ${commitment} does not.`, {
      path,
      commitment,
    });
  });
}

const isOf = (
  { field, commitment }: { field?: string | undefined; commitment: string },
  name: string,
): boolean => field === name || commitment === name;

/** As `disclosed --json` prints it. */
const isAnswer = (value: unknown): value is { openings: unknown } =>
  typeof value === 'object' && value !== null && 'openings' in value;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told by the caller, with the file's name.
    return null;
  }
}
