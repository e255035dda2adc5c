import { PAYLOAD } from './bagit/bag.js';
import type { BagInfo } from './bagit/bag-info.js';
import { tagFiles } from './bagit/tag-files.js';
import { entryOfBytes, type DigestedEntry, type ZipEntry } from './write-zip.js';

/** The entries of the zip of a bag: its payload, named below data/, and the tag files that make it one, all in one folder. */
export function packBag(
  { folder, info }: { folder: string; info: BagInfo },
  payload: readonly DigestedEntry[],
): ZipEntry[] {
  const inBag = payload.map((entry) => ({ ...entry, name: `${PAYLOAD}${entry.name}` }));
  const tags = [...tagFiles(inBag, info)].map(([name, bytes]) => entryOfBytes(name, bytes));
  return [...inBag, ...tags].map((entry) => ({ ...entry, name: `${folder}/${entry.name}` }));
}
