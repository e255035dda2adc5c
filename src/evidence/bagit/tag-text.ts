import { utf8Text, type Read } from '../read-json.js';

/** Far above the manifest of the largest package, and far below what exhausts memory. */
const MAX_TAG_BYTES = 16_000_000;

/** The text of a tag file, or why it has none. */
export function tagText(bytes: Uint8Array): Read<string> {
  if (bytes.length > MAX_TAG_BYTES)
    return { problem: `It has ${bytes.length} bytes; the most that is read here is ${MAX_TAG_BYTES}.` };
  const text = utf8Text(bytes);
  return text === null ? { problem: 'It is not text in UTF-8.' } : { value: text };
}
