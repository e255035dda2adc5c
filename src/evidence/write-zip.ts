import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Digests } from './bagit/bag.js';
import {
  CENTRAL_BYTES,
  END_BYTES,
  LOCAL_BYTES,
  directoryOf,
  isPartName,
  localHeader,
  type ZipHeader,
} from './zip-format.js';

/** An entry whose size and CRC are known before its bytes are read. */
export interface ZipEntry extends ZipHeader {
  readonly read: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** An entry whose digests are known as well. */
export type DigestedEntry = ZipEntry & Digests;

export const entryOfBytes = (name: string, bytes: Uint8Array): DigestedEntry => ({
  name,
  sizeBytes: bytes.length,
  crc32: crc32(bytes),
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sha512: createHash('sha512').update(bytes).digest('hex'),
  read: () => [bytes],
});

/** An entry whose bytes are too many to hold: they are read once for CRC and digests now, and again when it is written. */
export async function entryOfStream(
  name: string,
  read: () => AsyncIterable<Uint8Array>,
): Promise<DigestedEntry> {
  let sizeBytes = 0;
  let crc = 0;
  const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
  for await (const chunk of read()) {
    sizeBytes += chunk.length;
    crc = crc32(chunk, crc);
    sha256.update(chunk);
    sha512.update(chunk);
  }
  return { name, sizeBytes, crc32: crc, sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), read };
}

/** How long the zip of these entries is. */
export const zipBytes = (entries: readonly Omit<ZipHeader, 'crc32'>[]): number =>
  entries.reduce(
    (sum, { name, sizeBytes }) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + sizeBytes,
    END_BYTES,
  );

/** The zip of the entries, in the order of their names, one chunk at a time. */
export async function* writeZip(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of sorted) {
    if (!isPartName(entry.name)) throw new TypeError(`"${entry.name}" cannot name a part of a package`);
    yield localHeader(entry);
    yield* sameBytes(entry);
  }
  yield directoryOf(sorted);
}

/** The entry's bytes; throws when they are not those of which the header speaks, which is on its way already. */
async function* sameBytes({ name, sizeBytes, crc32: wanted, read }: ZipEntry): AsyncGenerator<Uint8Array> {
  let size = 0;
  let crc = 0;
  for await (const chunk of read()) {
    size += chunk.length;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== sizeBytes || crc !== wanted)
    throw new Error(`${name} changed while it was written into the package`);
}
