import type * as z from 'zod';
import { Refusal } from '../../../lib/refusal.js';

/** Reads what a form is filled in with. Refuses FIELDS_MISSING with the name of every field that is not there, or not as it must be. */
export function readFields<T>(schema: z.ZodType<T>, fields: unknown, form: string): T {
  const { success, data, error } = schema.safeParse(fields);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => ({ field: path.join('.') || '(all)', message }));
  const names = [...new Set(problems.map(({ field }) => field))];
  throw new Refusal(
    'FIELDS_MISSING',
    `For a ${form} these fields are missing or not as they must be: ${problems.map(({ field, message }) => `${field} (${message})`).join('; ')}.`,
    { fields: names },
  );
}
