import { isEqualBytes } from '../lib/bytes.js';
import type { BagFiles } from './bagit/bag.js';
import {
  MAX_DOCUMENTS,
  MAX_FILES,
  MAX_PACKAGE_BYTES,
  MAX_STATEMENTS,
  isFolderOfWork,
} from './package-format.js';
import { REPACKED, zipEntryProblem } from './zip-entry-problem.js';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  END_BYTES,
  END_SIGNATURE,
  directoryOf,
  localHeader,
  type ZipHeader,
} from './zip-format.js';

/** Why a zip, or a folder, is no package. */
export interface PackageProblem {
  readonly problem: string;
}

/** Three parts a statement, the files, the documents, the five that stand alone, and the bag's own six. */
export const MAX_PARTS = 3 * MAX_STATEMENTS + MAX_FILES + MAX_DOCUMENTS + 11;

/**
 * The files of a package by their names below its folder, as views into the zip, or what is wrong with the zip. Never throws.
 *
 * Strict: nothing in the file may be otherwise than `zip-format.ts` would write it, so that no byte of it goes
 * unchecked and no two programs can read two things from it. Refuses "..", absolute and repeated names, links,
 * compressed entries, gaps and overlaps, each by name. Of the CRCs it checks only that both copies agree: the bytes
 * themselves are judged by the digests and signatures over them, part by part.
 */
export function readPackage(zip: Uint8Array): BagFiles | PackageProblem {
  if (zip.length > MAX_PACKAGE_BYTES)
    return { problem: `The zip has ${zip.length} bytes; the most is ${MAX_PACKAGE_BYTES}.` };
  if (zip.length < END_BYTES)
    return { problem: `The file has ${zip.length} bytes, too few for a zip: it is empty or was cut off.` };
  const directory = readDirectory(zip);
  if ('problem' in directory) return directory;
  const { headers, start } = directory;
  const folder = headers[0]?.name.split('/')[0] ?? '';
  if (!isFolderOfWork(folder)) return { problem: `"${folder}" is not the folder of a work's package.` };
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const header of headers) {
    const { name } = header;
    const wanted = localHeader(header);
    const from = at + wanted.length;
    const to = from + header.sizeBytes;
    if (to > start) return { problem: `The zip's entry ${name} reaches into the zip's directory.` };
    if (!isEqualBytes(zip.subarray(at, from), wanted))
      return { problem: `The zip's header of ${name} is not what its directory says of it. ${REPACKED}` };
    if (!name.startsWith(`${folder}/`))
      return { problem: `The zip's entry ${name} is not in ${folder}, the package's one folder.` };
    files.set(name.slice(folder.length + 1), zip.subarray(from, to));
    at = to;
  }
  if (at !== start) return { problem: 'The zip holds bytes that belong to no entry.' };
  if (!isEqualBytes(zip.subarray(start), directoryOf(headers)))
    return { problem: `The zip's directory is not what a package of these entries has. ${REPACKED}` };
  return files;
}

interface Directory {
  /** The names, sizes and CRCs of which it speaks; nothing else is believed of it. */
  readonly headers: readonly ZipHeader[];
  /** Where it starts. */
  readonly start: number;
}

function readDirectory(zip: Uint8Array): Directory | PackageProblem {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - END_BYTES;
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint32(end, true) !== END_SIGNATURE)
    return {
      problem: 'The file does not end as a zip does: it is none, or was cut off, or something was added.',
    };
  if (count > MAX_PARTS) return { problem: `The zip has ${count} entries; the most is ${MAX_PARTS}.` };
  if (start > end) return { problem: "The zip's directory begins behind its end." };
  const headers: ZipHeader[] = [];
  const names = new Set<string>();
  let previous = '';
  let at = start;
  for (let number = 0; number < count; number += 1) {
    if (at + CENTRAL_BYTES > end) return { problem: "The zip's directory is shorter than it says." };
    if (view.getUint32(at, true) !== CENTRAL_SIGNATURE)
      return { problem: `The zip's directory is damaged at its entry ${number + 1}.` };
    const nameBytes = view.getUint16(at + 28, true);
    if (at + CENTRAL_BYTES + nameBytes > end)
      return { problem: "The zip's directory is shorter than it says." };
    const entry = fieldsAt(view, at, zip.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes));
    const { name, sizeBytes, crc32 } = entry;
    const problem = zipEntryProblem(entry);
    if (problem !== null) return { problem };
    if (names.has(name)) return { problem: `The zip holds ${name} twice.` };
    if (name < previous)
      return {
        problem: `The zip's entries are not in the order of their names: ${name} comes after ${previous}. ${REPACKED}`,
      };
    headers.push({ name, crc32, sizeBytes });
    names.add(name);
    previous = name;
    at += CENTRAL_BYTES + nameBytes;
  }
  return { headers, start };
}

/** APPNOTE §4.3.12. */
const fieldsAt = (view: DataView, at: number, name: Uint8Array) => ({
  name: String.fromCodePoint(...name.subarray(0, 1000)),
  flags: view.getUint16(at + 8, true),
  method: view.getUint16(at + 10, true),
  crc32: view.getUint32(at + 16, true),
  packedBytes: view.getUint32(at + 20, true),
  sizeBytes: view.getUint32(at + 24, true),
  extraBytes: view.getUint16(at + 30, true),
  commentBytes: view.getUint16(at + 32, true),
  attributes: view.getUint32(at + 38, true),
});
