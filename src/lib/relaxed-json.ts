/** Text is not JSON, even by the relaxed rules, or is more of it than is read. */
export class NotJson extends Error {
  constructor(
    message: string,
    /** How far it was read, in characters. */
    readonly at: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** Without a prototype, so that a member of any name is only that. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_CHARACTERS = 4_000_000;
const MAX_DEPTH = 500;

/**
 * JSON (RFC 8259) as programs write it into pictures: Python's `NaN` and `Infinity` are read as null, whole numbers of 16 digits and more as
 * text, since a JSON number would round them, bare control characters in strings as they stand, and NULs at the end not at all.
 * Throws NotJson, also above 4 million characters or 500 levels.
 */
export function parseRelaxedJson(text: string): JsonValue {
  if (text.length > MAX_CHARACTERS) throw new NotJson(`it has ${text.length} characters`, 0);
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** The JSON value that starts at `from`, and where it ends: for JSON that stands in other text. Throws NotJson. */
export function parseRelaxedJsonAt(text: string, from: number): { value: JsonValue; end: number } {
  const reader = new Reader(text, from);
  const value = reader.value(0);
  return { value, end: reader.at };
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /-?[A-Za-z]+/y;
const EXACT_DIGITS = 15;

class Reader {
  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw new NotJson(`it goes more than ${MAX_DEPTH} levels deep`, this.at);
    this.skipSpace();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      default:
        return this.scalar();
    }
  }

  end(): void {
    this.skipSpace();
    while (this.at < this.text.length && '\0 \n\r\t'.includes(this.text[this.at]!)) this.at++;
    if (this.at < this.text.length) throw this.unexpected();
  }

  private object(depth: number): JsonObject {
    const members = Object.create(null) as Record<string, JsonValue>;
    this.at++;
    if (this.skips('}')) return members;
    do {
      this.skipSpace();
      if (this.text[this.at] !== '"') throw this.unexpected();
      const name = this.string();
      if (!this.skips(':')) throw this.unexpected();
      members[name] = this.value(depth + 1);
    } while (this.skips(','));
    if (!this.skips('}')) throw this.unexpected();
    return members;
  }

  private array(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.at++;
    if (this.skips(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.skips(','));
    if (!this.skips(']')) throw this.unexpected();
    return items;
  }

  private string(): string {
    const start = this.at + 1;
    let end = start;
    let isPlain = true;
    for (; ; end++) {
      const code = this.text.charCodeAt(end);
      if (Number.isNaN(code)) throw new NotJson('a string has no end', end);
      if (code === 0x22) break;
      if (code === 0x5c) {
        isPlain = false;
        end++;
      } else if (code < 0x20) isPlain = false;
    }
    this.at = end + 1;
    const inside = this.text.slice(start, end);
    return isPlain ? inside : unescape(inside, end);
  }

  private scalar(): JsonValue {
    const number = this.match(NUMBER);
    if (number !== null)
      return /^-?\d+$/.test(number) && number.replace('-', '').length > EXACT_DIGITS
        ? number
        : Number(number);
    switch (this.match(WORD)) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
      case 'NaN':
      case 'Infinity':
      case '-Infinity':
        return null;
      default:
        throw this.unexpected();
    }
  }

  private match(expression: RegExp): string | null {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  private skips(sign: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private unexpected(): NotJson {
    return new NotJson(`it is no JSON from character ${this.at} on`, this.at);
  }
}

function unescape(inside: string, end: number): string {
  const escaped = inside.replace(
    // oxlint-disable-next-line no-control-regex -- bare control characters are what it is for
    /[\u0000-\u001f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  try {
    return JSON.parse(`"${escaped}"`) as string;
  } catch (cause) {
    throw new NotJson('a string has an escape that JSON does not know', end, { cause });
  }
}
