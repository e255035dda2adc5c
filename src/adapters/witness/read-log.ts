import type { ReadLog } from '../../witness/follow-log.js';

const TIMEOUT_MS = 10_000;
/** A tile has 8 KiB; a bundle of 256 entries as long as entries can be, with their lengths, 16 MiB. */
const MAX_FILE_BYTES = 256 * (65_535 + 2);

/** Reads a log as it serves itself over HTTP (c2sp.org/tlog-tiles). Throws where it does not answer as one. */
export function openLogReader(url: string): ReadLog {
  const base = url.replace(/\/+$/, '');
  return {
    read: async (path) => {
      const address = `${base}/${path}`;
      const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
        (cause: unknown) => {
          throw new Error(`${address} cannot be reached: ${reasonOf(cause)}`, { cause });
        },
      );
      // 410 is what some stores say of what was taken out.
      const isMissing = response.status === 404 || response.status === 410;
      if (!response.ok) await response.body?.cancel();
      if (isMissing) return null;
      if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
      return readAtMost(response, address);
    },
  };
}

async function readAtMost(response: Response, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_FILE_BYTES) throw new Error(`${address} is longer than any file of a log.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** fetch says only "fetch failed"; why is in the cause. By its members: it may come from another realm (node:vm). */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { message, code } = cause as { message?: unknown; code?: unknown };
  return String(message || code || cause);
}
