import { NotJson, parseRelaxedJsonAt, type JsonValue } from '../../lib/relaxed-json.js';

/** AUTOMATIC1111's text of a picture's parameters, which many programs write. */
export interface Infotext {
  readonly prompt: string;
  /** Null where the text has none at all. */
  readonly negativePrompt: string | null;
  readonly settings: Settings;
}

export interface Settings {
  /** By the names as written; of a name that stands twice the last. */
  readonly values: ReadonlyMap<string, string>;
  /** Those of them that are JSON. */
  readonly json: ReadonlyMap<string, JsonValue>;
}

/** A setting by the first of these names that is there, however its letters are written. */
export function settingOf({ values }: Settings, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const exact = values.get(name);
    if (exact !== undefined) return exact;
    for (const [written, value] of values) if (written.toLowerCase() === name.toLowerCase()) return value;
  }
  return undefined;
}

const NEGATIVE = 'Negative prompt:';
/** The last line holds settings only if it holds as many. */
const LEAST_PAIRS = 3;

/**
 * Splits an infotext as the web UI does: lines are trimmed and joined again, `Negative prompt:` counts at a line's start alone, and the last line
 * holds the settings where it has three pairs or more. In linear time; the web UI's own regular expression is quadratic.
 */
export function parseInfotext(text: string): Infotext {
  const lines = text.trim().split('\n');
  const settings = parseSettings(lines.at(-1) ?? '');
  const hasSettings = settings.values.size >= LEAST_PAIRS;
  if (hasSettings) lines.pop();
  const prompt: string[] = [];
  let negative: string[] | null = null;
  for (const whole of lines) {
    const line = whole.trim();
    if (line.startsWith(NEGATIVE)) {
      negative ??= [];
      negative.push(line.slice(NEGATIVE.length).trim());
    } else (negative ?? prompt).push(line);
  }
  return {
    prompt: joined(prompt),
    negativePrompt: negative && joined(negative),
    settings: hasSettings ? settings : { values: new Map(), json: new Map() },
  };
}

/** As the web UI joins them: nothing goes before the first line that says something. */
function joined(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? '' : lines.slice(first).join('\n');
}

/** So often may be looked for JSON that is none, each time as far as it seems to be some, before what opens is taken as it stands. */
const MOST_ATTEMPTS = 200;
const MOST_WASTED = 8;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ \-/.()]{0,79}$/u;

/** `Name: value, Name: "value, in JSON", Name: {…}`; what has no name belongs to nothing and is left out. */
export function parseSettings(line: string): Settings {
  const values = new Map<string, string>();
  const json = new Map<string, JsonValue>();
  let attempts = 0;
  let wasted = 0;
  let colon = -1;
  for (let at = 0; at < line.length;) {
    if (colon < at) colon = line.indexOf(':', at);
    if (colon < 0) break;
    const start = line.lastIndexOf(',', colon - 1) >= at ? line.lastIndexOf(',', colon - 1) + 1 : at;
    const name = line.slice(start, colon).trim();
    let from = colon + 1;
    while (line[from] === ' ') from++;
    let end: number | null = null;
    if (
      '"[{'.includes(line[from] ?? ' ') &&
      attempts < MOST_ATTEMPTS &&
      wasted <= MOST_WASTED * line.length
    ) {
      const found = jsonAt(line, from);
      if (!found.isWhole) {
        attempts++;
        wasted += found.end - from;
      } else {
        ({ end } = found);
        if (NAME.test(name)) {
          values.set(name, typeof found.value === 'string' ? found.value : line.slice(from, end));
          if (typeof found.value !== 'string') json.set(name, found.value);
        }
      }
    }
    if (end === null) {
      const comma = line.indexOf(',', from);
      end = comma < 0 ? line.length : comma;
      if (NAME.test(name)) values.set(name, line.slice(from, end).trim());
    }
    at = end + 1;
  }
  return { values, json };
}

type Found = { isWhole: true; value: JsonValue; end: number } | { isWhole: false; end: number };

/** JSON that ends where a value may end. */
function jsonAt(line: string, from: number): Found {
  try {
    const { value, end } = parseRelaxedJsonAt(line, from);
    const isWhole = /^\s*(,|$)/.test(line.slice(end, end + 20));
    return { isWhole, value, end };
  } catch (error) {
    if (error instanceof NotJson) return { isWhole: false, end: error.at };
    throw error;
  }
}
