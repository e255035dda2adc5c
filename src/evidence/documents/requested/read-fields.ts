import type * as z from 'zod';
import { readAs, sentenceOf } from '../../../lib/read-as.js';
import { Refusal } from '../../../lib/refusal.js';

/** Reads what a form is filled in with. Refuses FIELDS_MISSING with the name of every field that is not there, or not as it must be. */
export function readFields<T>(schema: z.ZodType<T>, fields: unknown, form: string): T {
  const { value, problems } = readAs(schema, fields);
  if (!problems) return value;
  throw new Refusal(
    'FIELDS_MISSING',
    `A ${form} cannot be made, for its fields are not all there or not as they must be: ${sentenceOf(problems, problems.length)}.`,
    { fields: [...new Set(problems.map(({ place }) => place))] },
  );
}
