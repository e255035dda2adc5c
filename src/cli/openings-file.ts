import { readFile } from 'node:fs/promises';
import type { DisclosedOpening } from '../disclosure/opening.js';
import { readOpeningsText } from '../disclosure/read-openings.js';
import { Refusal } from '../lib/refusal.js';

/** The openings of a file, of some fields or of all; refuses NO_SUCH_FILE, OUT_OF_SCHEMA, NOTHING_THERE. */
export async function readOpenings(path: string, only: readonly string[] = []): Promise<DisclosedOpening[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Refusal('NO_SUCH_FILE', `The file ${path} cannot be read.`, { path }, { cause });
  });
  return readOpeningsText(text, { path, only }).map(({ commitment, salt, content }) => ({
    commitment,
    salt,
    content,
  }));
}

/** Of a file that opens more than was recorded there, such as steps that wait: how much, in words. */
export const leftOut = (count: number): string =>
  count === 0
    ? ''
    : `; ${count} that the file opens ${count === 1 ? 'is' : 'are'} in none of your recorded statements there, and left out`;
