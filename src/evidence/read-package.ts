import { isEqualBytes } from '../lib/bytes.js';
import { MAX_FILES, MAX_PACKAGE_BYTES, MAX_STATEMENTS, type PackageParts } from './package-format.js';
import {
  CENTRAL_BYTES,
  END_BYTES,
  directoryOf,
  isPartName,
  localHeader,
  type ZipHeader,
} from './zip-format.js';

/** Why a zip is no package. */
export interface PackageProblem {
  readonly problem: string;
}

/** Three parts a statement, the files, and the five that stand alone. */
const MAX_PARTS = 3 * MAX_STATEMENTS + MAX_FILES + 5;

/**
 * The parts of a package by their names, as views into the zip, or what is wrong with it. Never throws.
 *
 * Strict: nothing in the file may be otherwise than `zip-format.ts` would write it, so that no byte of it goes
 * unchecked and no two programs can read two things from it. Refuses "..", absolute and repeated names,
 * compressed entries, gaps and overlaps. Of the CRCs it checks only that both copies agree: the bytes
 * themselves are judged by the digests and signatures over them, part by part.
 */
export function readPackage(zip: Uint8Array): PackageParts | PackageProblem {
  if (zip.length > MAX_PACKAGE_BYTES)
    return { problem: `The zip has ${zip.length} bytes; the most is ${MAX_PACKAGE_BYTES}.` };
  if (zip.length < END_BYTES)
    return { problem: `The file has ${zip.length} bytes, too few for a zip: it is empty or was cut off.` };
  const directory = readDirectory(zip);
  if ('problem' in directory) return directory;
  const { headers, start } = directory;
  const parts = new Map<string, Uint8Array>();
  let at = 0;
  for (const header of headers) {
    const wanted = localHeader(header);
    const from = at + wanted.length;
    const to = from + header.sizeBytes;
    if (to > start) return { problem: `The part ${header.name} reaches into the zip's directory.` };
    if (!isEqualBytes(zip.subarray(at, from), wanted))
      return { problem: `The zip's header of ${header.name} is not what its directory says of that part.` };
    parts.set(header.name, zip.subarray(from, to));
    at = to;
  }
  if (at !== start) return { problem: 'The zip holds bytes that belong to no part.' };
  if (!isEqualBytes(zip.subarray(start), directoryOf(headers)))
    return { problem: "The zip's directory is not what a package of these parts has." };
  return parts;
}

/** The names, sizes and CRCs of which the directory speaks, and where it starts; nothing else is believed of it. */
function readDirectory(zip: Uint8Array): { headers: ZipHeader[]; start: number } | PackageProblem {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - END_BYTES;
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint32(end, true) !== 0x06054b50)
    return { problem: 'The file does not end as a zip does: it is none, or was cut off.' };
  if (count > MAX_PARTS) return { problem: `The zip has ${count} parts; the most is ${MAX_PARTS}.` };
  if (start > end) return { problem: "The zip's directory begins behind its end." };
  const headers: ZipHeader[] = [];
  let previous = '';
  let at = start;
  for (let number = 0; number < count; number += 1) {
    if (at + CENTRAL_BYTES > end) return { problem: "The zip's directory is shorter than it says." };
    const nameBytes = view.getUint16(at + 28, true);
    if (at + CENTRAL_BYTES + nameBytes > end)
      return { problem: "The zip's directory is shorter than it says." };
    const name = String.fromCodePoint(
      ...zip.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + Math.min(nameBytes, 1000)),
    );
    if (!isPartName(name))
      return {
        problem: `"${name.slice(0, 60).replaceAll(/[^\x20-\x7e]/g, '?')}" cannot be the name of a part: the zip was altered, or packed anew by another program.`,
      };
    if (name === previous) return { problem: `The zip holds ${name} twice.` };
    if (name < previous)
      return {
        problem: `The zip's parts are not in the order of their names: ${name} comes after ${previous}.`,
      };
    headers.push({ name, crc32: view.getUint32(at + 16, true), sizeBytes: view.getUint32(at + 24, true) });
    previous = name;
    at += CENTRAL_BYTES + nameBytes;
  }
  return { headers, start };
}
