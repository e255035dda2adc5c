import { createCipheriv, createHash } from 'node:crypto';
import { toHex } from '../../src/lib/hex.js';
import type { randomFrom } from './random.js';

export const HASH_BYTES = 32;

/** Random hashes that are the same in every run, one after the other: AES in counter mode under the seed. */
export function randomHashes(seed: string, count: number): Uint8Array {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const all = new Uint8Array(count * HASH_BYTES);
  const zeros = Buffer.alloc(2 ** 20);
  for (let at = 0; at < all.length; at += zeros.length)
    all.set(cipher.update(zeros.subarray(0, Math.min(zeros.length, all.length - at))), at);
  return all;
}

export const hashAt = (hashes: Uint8Array, at: number): Uint8Array =>
  hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);

export const hexAt = (hashes: Uint8Array, at: number): string => toHex(hashAt(hashes, at));

/** A hash that differs from another in just so many bits. */
export function changed(
  hash: Uint8Array,
  { bits, random }: { bits: number; random: ReturnType<typeof randomFrom> },
): Uint8Array {
  const places = new Set<number>();
  while (places.size < bits) places.add(random.below(HASH_BYTES * 8));
  const other = Uint8Array.from(hash);
  for (const place of places) other[place >> 3] = (other[place >> 3] ?? 0) ^ (1 << (place & 7));
  return other;
}

/** The places of all hashes within a distance of another, by comparing every one: what any index has to answer. */
export function scanPlainly(hashes: Uint8Array, asked: Uint8Array, within: number): number[] {
  const words = new Uint32Array(hashes.buffer, hashes.byteOffset, hashes.length / 4);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = new Uint32Array(
    Uint8Array.from(asked).buffer,
  );
  const found: number[] = [];
  for (let at = 0; at < words.length; at += 8) {
    const distance =
      ones(words[at]! ^ a) +
      ones(words[at + 1]! ^ b) +
      ones(words[at + 2]! ^ c) +
      ones(words[at + 3]! ^ d) +
      ones(words[at + 4]! ^ e) +
      ones(words[at + 5]! ^ f) +
      ones(words[at + 6]! ^ g) +
      ones(words[at + 7]! ^ h);
    if (distance <= within) found.push(at / 8);
  }
  return found;
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
