import type { Mirror } from '../register/bring-content.js';
import { CHECKPOINTS_PATH } from '../register/announce-checkpoint.js';
import { MAX_FILE_BYTES } from '../works/file.js';
import { openLogReader } from './witness/open-log-reader.js';

/** A line has some 300 bytes: a checkpoint a second for weeks. */
const MAX_CHECKPOINTS_BYTES = 500_000_000;
/** The largest file takes so long at a megabit a second. */
const FILE_TIMEOUT_MS = 30 * 60 * 1000;

/** Another server of the same register, or a copy of what it serves. */
export function openMirror(address: string): Mirror {
  const url = address.replace(/\/+$/, '');
  return {
    ...openLogReader(url),
    checkpoints: () => bytesAt(`${url}/${CHECKPOINTS_PATH}`, MAX_CHECKPOINTS_BYTES),
    file: (cid) => bytesAt(`${url}/files/${cid}`, MAX_FILE_BYTES),
  };
}

async function* bytesAt(url: string, mostBytes: number): AsyncGenerator<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FILE_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw new Error(`${url} gives more than ${mostBytes} bytes.`);
    yield chunk;
  }
}
