import { createHash } from 'node:crypto';

/** Random numbers that are the same in every run: SHA-256 of the seed and a counter. */
export function randomFrom(seed: string) {
  let counter = 0;
  const bytes = (length: number): Uint8Array => {
    const all = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256').update(`${seed}/${counter}`).digest();
      counter += 1;
      all.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return all;
  };
  return { bytes, below: (limit: number): number => Buffer.from(bytes(6)).readUIntBE(0, 6) % limit };
}
