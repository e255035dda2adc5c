import { open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LogFiles } from '../ports.js';
import { isErrorOf } from './process-identity.js';

/** The log's files in a folder to which nothing is written. */
export const readLogFolder = ({
  folder,
}: {
  folder: string;
}): Pick<LogFiles, 'read' | 'stream' | 'list'> => ({
  read: (name) => bytesOf(path.join(folder, ...name.split('/'))),
  stream: async (name) => {
    try {
      const file = await open(path.join(folder, ...name.split('/')));
      return file.createReadStream();
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  list: (name) => filesBelow(folder, name),
});

/** Null where there is no such file. */
export async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function* filesBelow(folder: string, name: string): AsyncGenerator<string> {
  for (const entry of await entriesOf(path.join(folder, ...name.split('/')))) {
    const inner = `${name}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, inner);
    else yield inner;
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

const isAbsent = (error: unknown): boolean => isErrorOf(error, 'ENOENT') || isErrorOf(error, 'ENOTDIR');
