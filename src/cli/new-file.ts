import { access, constants, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrorOf } from '../adapters/process-identity.js';
import { messageOf } from '../lib/message-of.js';
import { Refusal } from '../lib/refusal.js';

/** Writes a file that is not there yet: nothing of a person's is written over. Refuses FILE_EXISTS, and CANNOT_WRITE for any other reason. */
export async function writeNewFile(file: string, content: string | Uint8Array, mode?: number): Promise<void> {
  await writeFile(file, content, { flag: 'wx', mode }).catch((cause: unknown) => {
    throw isErrorOf(cause, 'EEXIST')
      ? existing(file, 'Move it, or name another', { cause })
      : unwritable(file, messageOf(cause), { cause });
  });
}

/** Looks before something long is made whether it can be written under a name: refuses as writeNewFile does; a file that is there only where it is not to be replaced. */
export async function checkNewFile(
  file: string,
  { isReplaced }: { readonly isReplaced: boolean },
): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    if (isErrorOf(cause, 'ENOENT')) return null;
    throw unwritable(file, messageOf(cause), { cause });
  });
  if (found?.isDirectory()) throw unwritable(file, 'that is a folder');
  if (found && !isReplaced) throw existing(file, 'Move it, name another, or add --overwrite');
  const folder = path.dirname(path.resolve(file));
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    const why = isErrorOf(cause, 'ENOENT') ? `there is no folder ${folder}` : messageOf(cause);
    throw unwritable(file, why, { cause });
  });
}

const existing = (file: string, remedy: string, options?: ErrorOptions): Refusal =>
  new Refusal('FILE_EXISTS', `${file} is there already. ${remedy}.`, { file }, options);

const unwritable = (file: string, why: string, options?: ErrorOptions): Refusal =>
  new Refusal('CANNOT_WRITE', `${file} cannot be made: ${why}.`, { file }, options);
