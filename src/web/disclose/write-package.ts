import { ALGORITHMS, PAYLOAD, type Digests } from '../../evidence/bagit/bag.js';
import type { BagInfo } from '../../evidence/bagit/bag-info.js';
import { tagFiles } from '../../evidence/bagit/tag-files.js';
import { folderOf, type PackageParts } from '../../evidence/package-format.js';
import { directoryOf, localHeader } from '../../evidence/zip-format.js';
import { crc32 } from '../../lib/crc32.js';
import { digestOf } from '../../lib/digest-of.js';
import { toHex } from '../../lib/hex.js';

interface Package {
  readonly work: string;
  readonly info: BagInfo;
  readonly parts: PackageParts;
}

/** The zip of a package, as the register writes it: a bag in one folder. */
export async function writePackage({ work, info, parts }: Package): Promise<Blob> {
  const payload = new Map([...parts].map(([name, bytes]) => [`${PAYLOAD}${name}`, bytes]));
  const listed = [];
  for (const [name, bytes] of payload)
    listed.push({ name, sizeBytes: bytes.length, ...(await digestsOf(bytes)) });
  const entries = [...payload, ...tagFiles(listed, info)]
    .map(([name, bytes]) => ({
      name: `${folderOf(work)}/${name}`,
      sizeBytes: bytes.length,
      crc32: crc32(bytes),
      bytes,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const chunks = [...entries.flatMap((entry) => [localHeader(entry), entry.bytes]), directoryOf(entries)];
  return new Blob(chunks as Uint8Array<ArrayBuffer>[], { type: 'application/zip' }); // none is shared between threads
}

async function digestsOf(bytes: Uint8Array): Promise<Digests> {
  const digests = [];
  for (const algorithm of ALGORITHMS)
    digests.push([algorithm, toHex(await digestOf(algorithm, bytes))] as const);
  return Object.fromEntries(digests) as Record<(typeof digests)[number][0], string>; // one each
}
