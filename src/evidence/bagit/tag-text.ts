import { utf8Text, type Read } from '../read-json.js';
import { linesOf } from './manifest-text.js';

/** Far above the manifest of the largest package, and far below what exhausts memory. */
const MAX_TAG_BYTES = 16_000_000;

/** Letters: a path has 65,535 bytes in a zip at the most. Patterns run over a line, and over one of millions the stack overflows. */
const MOST_OF_LINE = 100_000;

/** The text of a tag file, or why it has none. */
export function tagText(bytes: Uint8Array): Read<string> {
  if (bytes.length > MAX_TAG_BYTES)
    return { problem: `It has ${bytes.length} bytes; the most that is read here is ${MAX_TAG_BYTES}.` };
  const text = utf8Text(bytes);
  if (text === null) return { problem: 'It is not text in UTF-8.' };
  const long = linesOf(text).findIndex(({ length }) => length > MOST_OF_LINE);
  if (long !== -1)
    return {
      problem: `Its line ${long + 1} is longer than ${MOST_OF_LINE} letters, the most that is read here.`,
    };
  return { value: text };
}
