import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DECLARATION, type BagFiles } from '../evidence/bagit/bag.js';
import { isFolderOfWork, MAX_PACKAGE_BYTES } from '../evidence/package-format.js';
import { MAX_PARTS, type PackageProblem } from '../evidence/read-package.js';

/** Deeper than a package is. */
const MAX_DEPTH = 8;

/**
 * The files of an unpacked package, or why the folder is none. Symbolic links, and whatever else is no plain file, are refused and not
 * followed. A folder in which the package's folder is will do: programs that unpack often make one.
 */
export async function readFolder(folder: string): Promise<BagFiles | PackageProblem> {
  const root = await bagFolder(folder);
  const names: string[] = [];
  const problem = await listPlain(root, '', names);
  if (problem !== null) return { problem };
  if (!names.includes(DECLARATION))
    return {
      problem: `There is no ${DECLARATION} in ${root}: it is not the folder of a package, or that file was taken out.`,
    };
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const name of names.toSorted()) {
    const file = path.join(root, name);
    bytes += (await lstat(file)).size;
    if (bytes > MAX_PACKAGE_BYTES)
      return {
        problem: `The folder holds more than ${MAX_PACKAGE_BYTES} bytes, the most that a package has.`,
      };
    files.set(name, await readFile(file));
  }
  return files;
}

/** The folder itself where it holds the declaration, or else the one in it that is named as a package is. */
async function bagFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const [only, ...more] = entries.filter((entry) => entry.isDirectory() && isFolderOfWork(entry.name));
  const isBag = entries.some(({ name }) => name === DECLARATION);
  return only && more.length === 0 && !isBag ? path.join(folder, only.name) : folder;
}

/** Adds the names of the files below a folder, with "/"; gives why it cannot be a package's. */
async function listPlain(root: string, below: string, names: string[]): Promise<string | null> {
  if (below.split('/').length > MAX_DEPTH) return `The folder ${below} is deeper than a package is.`;
  for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
    const name = `${below}${entry.name}`;
    if (name.includes('\uFFFD')) return `The name of ${name} is not in UTF-8.`;
    if (entry.isSymbolicLink())
      return `${name} is a symbolic link: a package has none, and none is followed.`;
    if (entry.isDirectory()) {
      const problem = await listPlain(root, `${name}/`, names);
      if (problem !== null) return problem;
    } else if (entry.isFile()) names.push(name);
    else return `${name} is no plain file.`;
    if (names.length > MAX_PARTS)
      return `The folder holds more than ${MAX_PARTS} files, the most that a package has.`;
  }
  return null;
}
