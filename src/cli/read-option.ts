import type * as z from 'zod';
import { addressSchema, ID_SCHEMAS } from '../lib/ids.js';
import { boundedDateSchema } from '../title/bounded-date.js';
import { shareSchema } from '../title/share.js';
import { edtfSchema } from '../works/work.js';
import { requiredOption, textOption, WrongUsage, type Options } from './command.js';

/** How the command line calls a value: an option by its name with dashes, an argument as the usage line has it. */
type Called = string;

function checked(
  called: Called,
  text: string,
  { schema, must }: { schema: z.ZodType; must: string },
): string {
  if (!schema.safeParse(text).success)
    throw new WrongUsage(`${called} is ${JSON.stringify(text)}; it must be ${must}.`);
  return text;
}

const listed = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' or ');

/** An id of one of some kinds. */
export function readId(called: Called, text: string, ...kinds: readonly (keyof typeof ID_SCHEMAS)[]): string {
  const kind = kinds.find((one) => text.startsWith(`${one}:`)) ?? kinds[0] ?? 'work';
  return checked(called, text, {
    schema: ID_SCHEMAS[kind],
    must: `the id of a ${listed(kinds)}, such as ${ID_EXAMPLES[kind] ?? `${kind}:bafkrei…`}`,
  });
}

const ID_EXAMPLES: Readonly<Record<string, string>> = { event: 'event:bafkrei…00' };

/** An address, also as a person's id, in lower case. */
export const readAddress = (called: Called, text: string): string =>
  checked(called, text.replace(/^person:/, '').toLowerCase(), {
    schema: addressSchema,
    must: 'an address: 0x and 40 hex digits',
  });

export const addressOption = (options: Options, name: string): string =>
  readAddress(`--${name}`, requiredOption(options, name));

/** What an option was given as, once it is read as such; undefined where it is not given. */
export function givenOption(
  options: Options,
  name: string,
  read: (called: Called, text: string) => string,
): string | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : read(`--${name}`, text);
}

/** A part of the whole. */
export const readShare = (called: Called, text: string): string =>
  checked(called, text, { schema: shareSchema, must: 'a share of the whole, such as 1 or 1/3' });

/** A date in EDTF, as statements take it. */
export const readDate = (called: Called, text: string): string =>
  checked(called, text, {
    schema: boundedDateSchema,
    must: 'a date in EDTF, such as 1936, 1936-05-04 or 1936~',
  });

/** When a work was made, in EDTF as registrations take it. */
export const readDateMade = (called: Called, text: string): string =>
  checked(called, text, { schema: edtfSchema, must: 'a date in EDTF, such as 1889-06, 1889~ or 1503/1519' });

/** A day of the calendar. */
export function readDay(called: Called, text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 2026-02-30 for the second of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new WrongUsage(`${called} is ${JSON.stringify(text)}; it must be a day, such as 2026-05-01.`);
  return text;
}

export const dayOption = (options: Options, name: string): string =>
  readDay(`--${name}`, requiredOption(options, name));
