import { concatBytes } from './bytes.js';

/** What is written of CBOR here (RFC 8949 §3.1), each with its shortest head. */

const head = (major: number, value: number): Uint8Array => {
  const type = major << 5;
  if (value < 24) return Uint8Array.of(type | value);
  if (value < 0x100) return Uint8Array.of(type | 24, value);
  if (value < 0x10000) return Uint8Array.of(type | 25, value >> 8, value & 255);
  return Uint8Array.of(type | 26, value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
};

export const bytes = (value: Uint8Array): Uint8Array => concatBytes([head(2, value.length), value]);
export const text = (value: string): Uint8Array =>
  concatBytes([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
export const array = (...items: readonly Uint8Array[]): Uint8Array =>
  concatBytes([head(4, items.length), ...items]);
export const map = (...pairs: readonly Uint8Array[]): Uint8Array =>
  concatBytes([head(5, pairs.length / 2), ...pairs]);
export const integer = (value: number): Uint8Array => (value >= 0 ? head(0, value) : head(1, -1 - value));
export const tagged = (tag: number, item: Uint8Array): Uint8Array => concatBytes([head(6, tag), item]);
export const NULL = Uint8Array.of(0xf6);
