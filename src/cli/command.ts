import type { ParseArgsConfig } from 'node:util';
import { Refusal } from '../lib/refusal.js';
import { instantAsked } from '../title/edtf-bounds.js';

/** Where a command writes: its answer to `out`, what it is doing to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether somebody watches, so that a line may be written over. */
  readonly isInteractive: boolean;
  /** Asks somebody, and gives what they type; null where nobody sits there. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

/** A text or a switch; a list of texts where the option may be given several times. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Call {
  readonly arguments: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
}

/** What a command found: `json` for machines, `text` for people, and the exit code 1 when it is not valid. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly isNo?: boolean;
}

export interface Command {
  readonly name: string;
  /** As after "raisonne ", such as `register FILE --title TITLE`. */
  readonly usage: string;
  /** What it does, what it refuses, and what --json prints. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many arguments it takes; or that it takes one or several. */
  readonly arity: number | 'some';
  run(call: Call): Promise<Answer>;
}

/** The command line cannot be understood: exit code 2. */
export class WrongUsage extends Error {}

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** What an option was given as, time after time; none where it was not. */
export function textOptions(options: Options, name: string): readonly string[] {
  const values = options[name];
  return Array.isArray(values) ? values : [];
}

/** A whole number within bounds, or `otherwise` where the option is not given. */
export function numberOption(
  options: Options,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = textOption(options, name);
  if (text === undefined) return otherwise;
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new WrongUsage(`--${name} is ${text}; it must be a whole number from ${least} to ${most}.`);
  return value;
}

/** The number by which a list names one of its lines. */
export function numberOf(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new WrongUsage(`"${text}" is no number, such as 12.`);
  return Number(text);
}

export function requiredOption(options: Options, name: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw new WrongUsage(`--${name} is missing.`);
  return value;
}

/** A word of a list, or undefined where the option is not given. */
export function wordOption<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : wordOf(name, text, words);
}

/** A word of a list, which must be given. */
export const requiredWord = <Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
): Word => wordOf(name, requiredOption(options, name), words);

/** What an option was given as, where it can be only one of some words. */
export function wordOf<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === text);
  if (word === undefined)
    throw new WrongUsage(`--${name} is ${text}; it must be one of ${words.join(', ')}.`);
  return word;
}

/** A day or an instant as it was given, for the server. */
export function instantOption(options: Options, name: string): string | undefined {
  const text = textOption(options, name);
  try {
    instantAsked(`--${name}`, text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new WrongUsage(error.message, { cause: error });
  }
  return text;
}
