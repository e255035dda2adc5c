import type { Mirror } from '../register/bring-from-mirror.js';
import { MAX_FILE_BYTES } from '../works/file.js';
import { openLogReader } from './witness/open-log-reader.js';

/** The largest file takes so long at a megabit a second. */
const FILE_TIMEOUT_MS = 30 * 60 * 1000;

/** Another server of the same register, or a copy of what it serves. */
export function openMirror(address: string): Mirror {
  const url = address.replace(/\/+$/, '');
  return { ...openLogReader(url), file: (cid) => fileAt(`${url}/files/${cid}`) };
}

async function* fileAt(url: string): AsyncGenerator<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FILE_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_FILE_BYTES) throw new Error(`${url} gives more than ${MAX_FILE_BYTES} bytes.`);
    yield chunk;
  }
}
