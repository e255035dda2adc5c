import type { ParseArgsConfig } from 'node:util';

/** Where a command writes: its answer to `out`, what it is doing to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether somebody watches, so that a line may be written over. */
  readonly isInteractive: boolean;
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

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
  /** How many arguments it takes. */
  readonly arity: number;
  run(call: Call): Promise<Answer>;
}

/** The command line cannot be understood: exit code 2. */
export class WrongUsage extends Error {}

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredOption(options: Options, name: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw new WrongUsage(`--${name} is missing.`);
  return value;
}
