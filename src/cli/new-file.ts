import { writeFile } from 'node:fs/promises';
import { isErrorOf } from '../adapters/process-identity.js';
import { messageOf } from '../lib/message-of.js';
import { Refusal } from '../lib/refusal.js';

/** Writes a file that is not there yet: nothing of a person's is written over. Refuses FILE_EXISTS, and CANNOT_WRITE for any other reason. */
export async function writeNewFile(file: string, text: string, mode?: number): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode }).catch((cause: unknown) => {
    throw isErrorOf(cause, 'EEXIST')
      ? new Refusal('FILE_EXISTS', `${file} is there already. Move it, or name another.`, { file }, { cause })
      : new Refusal('CANNOT_WRITE', `${file} cannot be made: ${messageOf(cause)}.`, { file }, { cause });
  });
}
