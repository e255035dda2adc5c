import { concatBytes } from '../lib/bytes.js';

/** Entries of a bundle: each with its length before it, 16 bits, big-endian (c2sp.org/tlog-tiles, "Log entries"). */
export function packEntries(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    entries.flatMap((entry) => {
      if (entry.length > 0xffff)
        throw new RangeError(`an entry has ${entry.length} bytes; the most is 65535`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle; throws a RangeError for bytes that are none. */
export function unpackEntries(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
    const end = at + 2 + length;
    if (end > bundle.length) throw new RangeError(`the bundle ends within entry ${entries.length}`);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
