import { sign, type KeyObject } from 'node:crypto';
import { concatBytes } from '../../lib/bytes.js';

/** Room for a signature with its certificates. */
export const RESERVED_BYTES = 12_000;

const head = (major: number, value: number): Uint8Array => {
  const type = major << 5;
  if (value < 24) return Uint8Array.of(type | value);
  if (value < 0x100) return Uint8Array.of(type | 24, value);
  if (value < 0x10000) return Uint8Array.of(type | 25, value >> 8, value & 255);
  return Uint8Array.of(type | 26, value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
};
const bytes = (value: Uint8Array) => concatBytes([head(2, value.length), value]);
const text = (value: string) => concatBytes([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const array = (...items: readonly Uint8Array[]) => concatBytes([head(4, items.length), ...items]);
const map = (...pairs: readonly Uint8Array[]) => concatBytes([head(5, pairs.length / 2), ...pairs]);
const integer = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value));

const NULL = Uint8Array.of(0xf6);
const COSE_SIGN1 = Uint8Array.of(0xd2);
/** RFC 9052 §3.1 and RFC 9360 §2: header parameters. */
const ALGORITHM = integer(1);
const CERTIFICATES = integer(33);
/** RFC 9053 §2.1. */
const ES256 = integer(-7);

/** A COSE_Sign1 over a detached claim by ES256, padded to its room (C2PA 2.2 §13.2): CBOR is written by hand, since it is no more than this. */
export function coseSignature(
  claim: Uint8Array,
  { key, chain }: { readonly key: KeyObject; readonly chain: readonly Uint8Array[] },
): Uint8Array {
  const header = bytes(map(ALGORITHM, ES256, CERTIFICATES, array(...chain.map(bytes))));
  const signed = array(text('Signature1'), header, bytes(new Uint8Array()), bytes(claim));
  const signature = bytes(sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }));
  const padded = (pad: number) =>
    concatBytes([COSE_SIGN1, array(header, map(text('pad'), bytes(new Uint8Array(pad))), NULL, signature)]);
  // The length of the padding's own length grows with it.
  let pad = Math.max(0, RESERVED_BYTES - padded(0).length);
  while (pad > 0 && padded(pad).length > RESERVED_BYTES) pad -= 1;
  const whole = padded(pad);
  if (whole.length !== RESERVED_BYTES)
    throw new Error(
      `The certificates that sign content credentials leave no room in ${RESERVED_BYTES} bytes.`,
    );
  return whole;
}
