import { readFile, stat } from 'node:fs/promises';
import { isErrorOf } from '../adapters/process-identity.js';
import { Refusal } from '../lib/refusal.js';

const MOST_BYTES = 16 * 1024 * 1024;

/** A text in UTF-8 of this machine, of up to 16 MB. Refuses NO_SUCH_FILE and FILE_UNREADABLE. */
export async function readTextFile(path: string): Promise<string> {
  const refuse = (why: string, cause?: unknown) =>
    new Refusal('FILE_UNREADABLE', `${path} ${why}.`, { path }, { cause });
  const found = await stat(path).catch((cause: unknown) => {
    if (isErrorOf(cause, 'ENOENT'))
      throw new Refusal('NO_SUCH_FILE', `There is no file ${path}.`, { path }, { cause });
    throw cause;
  });
  if (!found.isFile()) throw refuse('is no file');
  if (found.size > MOST_BYTES) throw refuse(`is larger than ${MOST_BYTES} bytes`);
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refuse('is not text in UTF-8', cause);
  }
}
