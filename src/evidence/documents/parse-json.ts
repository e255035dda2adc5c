import { utf8Text } from '../read-json.js';

/** The JSON in bytes that nobody vouches for; null where there is none. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = utf8Text(bytes);
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    // What is no JSON is no document of ours: whoever checks its form says so.
    return null;
  }
}
