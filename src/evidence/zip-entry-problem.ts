import { isPartName } from './zip-format.js';

/** What the directory of a zip says of an entry (PKWARE APPNOTE §4.3.12), as far as a package has a say in it. */
export interface ZipEntryFields {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly extraBytes: number;
  readonly commentBytes: number;
  readonly attributes: number;
}

/** To whoever packs anew what they had unpacked: other programs write a zip in other ways. */
export const REPACKED =
  'The zip was altered, or packed anew by another program: in that case unpack it and verify the folder (raisonne verify FOLDER).';

const FILE_TYPE = 0o170000;
const LINK = 0o120000;
const PLAIN = 0o100000;

/** Why an entry cannot be in a package, by what the zip's directory says of it; null where it can. */
export function zipEntryProblem(entry: ZipEntryFields): string | null {
  return nameProblem(entry.name) ?? typeProblem(entry) ?? flagProblem(entry) ?? sizeProblem(entry);
}

function nameProblem(name: string): string | null {
  const shown = `"${name.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?')}"`;
  if (name === '') return `An entry of the zip has no name. ${REPACKED}`;
  if (name.split(/[/\\]/).includes('..')) return `The zip's entry ${shown} leads out of the package by "..".`;
  if (/^([/\\]|[A-Za-z]:)/.test(name)) return `The zip's entry ${shown} has an absolute name.`;
  if (name.includes('\\')) return `The zip's entry ${shown} has a backslash in its name.`;
  if (/[^\x20-\x7e]/.test(name))
    return `The zip's entry ${shown} has a name that is not plain ASCII. ${REPACKED}`;
  if (name.endsWith('/')) return `The zip has an entry of its own for the folder ${shown}. ${REPACKED}`;
  return isPartName(name) ? null : `${shown} cannot be the name of a part. ${REPACKED}`;
}

function typeProblem({ name, attributes }: ZipEntryFields): string | null {
  const type = (attributes >>> 16) & FILE_TYPE;
  if (type === LINK) return `The zip's entry ${name} is a symbolic link.`;
  if (type !== 0 && type !== PLAIN) return `The zip's entry ${name} is no plain file.`;
  return null;
}

function flagProblem({ name, flags }: ZipEntryFields): string | null {
  if (flags & 1) return `The zip's entry ${name} is encrypted.`;
  if (flags & 0x800)
    return `The zip's entry ${name} says that its name is in UTF-8, and a package's names are plain ASCII. ${REPACKED}`;
  if (flags & 8) return `The zip's entry ${name} gives its size behind its bytes. ${REPACKED}`;
  return flags === 0 ? null : `The zip's entry ${name} bears flags that a package has not. ${REPACKED}`;
}

function sizeProblem({ name, method, packedBytes, sizeBytes, ...rest }: ZipEntryFields): string | null {
  if (method !== 0)
    return `The zip's entry ${name} is compressed (${packedBytes} bytes that say they hold ${sizeBytes}); nothing is decompressed here. ${REPACKED}`;
  if (packedBytes !== sizeBytes)
    return `The zip's entry ${name} has two sizes, ${packedBytes} and ${sizeBytes}.`;
  return rest.extraBytes === 0 && rest.commentBytes === 0 && rest.attributes === 0
    ? null
    : `The zip's entry ${name} has attributes, or fields of another program. ${REPACKED}`;
}
