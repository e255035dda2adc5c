import type * as z from 'zod';
import { canonicalJson } from '../lib/canonical-json.js';
import { readAs, sentenceOf } from '../lib/read-as.js';

/** A value that was read, or why it could not be. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** Far above what any part of a package needs, and far below what exhausts a stack. */
const MAX_DEPTH = 64;

/**
 * Reads canonical JSON (RFC 8785) from bytes that nobody vouches for, against a schema. Never throws: size and
 * depth are looked at before the parser sees the text.
 */
export function readJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, maxBytes: number): Read<T> {
  if (bytes.length > maxBytes) return { problem: `It has ${bytes.length} bytes; the most is ${maxBytes}.` };
  const text = utf8Text(bytes);
  if (text === null) return { problem: 'It is not text in UTF-8.' };
  if (isDeeperThan(text, MAX_DEPTH)) return { problem: `It is nested more than ${MAX_DEPTH} levels deep.` };
  const parsed = parse(text);
  if ('problem' in parsed) return parsed;
  const { value, problems } = readAs(schema, parsed.value);
  if (problems) return { problem: `It does not fit its schema: ${sentenceOf(problems, 3)}.` };
  return { value };
}

/** The text of UTF-8 bytes, or null for bytes that are none. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // A fatal decoder throws for one reason alone: the bytes are not UTF-8, which is the answer.
    return null;
  }
}

function parse(text: string): Read<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (canonicalJson(value) !== text)
      return {
        problem: 'It is not canonical JSON (RFC 8785): it has another spelling than the one it must have.',
      };
    return { value };
  } catch (error) {
    // SyntaxError of the parser or TypeError of the canonical form (a lone surrogate): both speak of the text.
    return { problem: `It is not canonical JSON (RFC 8785): ${String(error)}.` };
  }
}

/** Whether brackets outside of strings are nested deeper than this; right for any JSON, harmless for anything else. */
function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isInString) {
      if (char === '\\') at += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > most) return true;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return false;
}
