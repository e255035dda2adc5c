import type * as z from 'zod';
import { counted } from './counted.js';

/** Where a value is not as its schema has it, and in which way: the problem reads on from the place, as in "title is missing". */
export interface Problem {
  /** Names and numbers with points between them, such as humanActs.0.kind; WHOLE for the value itself. */
  readonly place: string;
  readonly problem: string;
}

export type ReadAs<T> =
  | { readonly value: T; readonly problems?: never }
  | { readonly value?: never; readonly problems: readonly Problem[] };

export const WHOLE = '(all of it)';

/** Reads a value by a schema, or says of every place in words what is wrong there; zod's own words never reach a person. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown): ReadAs<T> {
  const { success, data, error } = schema.safeParse(value, { error: wordsOf });
  return success ? { value: data } : { problems: error.issues.flatMap((issue) => problemsOf(issue)) };
}

/** The first few problems in one sentence without its full stop: a hostile value can have a million of them. */
export const sentenceOf = (problems: readonly Problem[], most = 5): string =>
  [
    ...problems.slice(0, most).map(({ place, problem }) => `${place.slice(0, 80)} ${problem.slice(0, 300)}`),
    ...(problems.length > most ? [`and ${problems.length - most} more`] : []),
  ].join('; ');

function problemsOf(issue: z.core.$ZodIssue, within: readonly PropertyKey[] = []): Problem[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      place: placeOf([...path, key]),
      problem: 'is not known here; take it out',
    }));
  // Of several forms the one that was meant is the one that is wrong in its parts only.
  const meant =
    issue.code === 'invalid_union'
      ? issue.errors.filter((form) => form.every((one) => one.path.length > 0))
      : [];
  if (meant.length === 1 && meant[0]) return meant[0].flatMap((one) => problemsOf(one, path));
  return [{ place: placeOf(path), problem: issue.message }];
}

const placeOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || WHOLE;

/** What an issue says that no schema has words of its own for. Never the value itself: it may be long, private or hostile. */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `is not ${named(issue.expected)}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `is none of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
    case 'too_small':
      return boundWords(issue);
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `is none of ${issue.options.map(String).join(', ')}`
        : 'has none of its forms';
    case 'not_multiple_of':
      return `is not a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not written as it must be';
    default:
      return 'is not as it must be';
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'is not a day such as 2027-06-30',
  datetime: 'is not an instant such as 2026-05-01T12:00:00Z',
  url: 'is not an address of the web',
  email: 'is not an address of e-mail',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const named = (expected: string): string => TYPES[expected] ?? `of the type ${expected}`;

function boundWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>): string {
  const isMost = issue.code === 'too_big';
  const bound = isMost ? issue.maximum : issue.minimum;
  const unit = issue.origin === 'string' ? 'character' : issue.origin === 'array' ? 'entry' : null;
  if (unit === null)
    return `must be ${isMost ? (issue.inclusive ? 'at most' : 'below') : issue.inclusive ? 'at least' : 'above'} ${bound}`;
  const size = counted(Number(bound), unit, unit === 'entry' ? 'entries' : 'characters');
  if (issue.exact) return `must have exactly ${size}`;
  if (!isMost && Number(bound) === 1) return 'is empty';
  return isMost ? `is too long: it can have ${size} at most` : `is too short: it needs ${size} at least`;
}
