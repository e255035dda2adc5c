import { sign, type KeyObject } from 'node:crypto';
import * as cbor from '../../lib/cbor.js';

/** Room for a signature with its certificates. */
export const RESERVED_BYTES = 12_000;

/** RFC 9052 §2 and §3.1, RFC 9360 §2: the tag of a COSE_Sign1, and header parameters. */
const COSE_SIGN1 = 18;
const ALGORITHM = cbor.integer(1);
const CONTENT_TYPE = cbor.integer(3);
const CERTIFICATES = cbor.integer(33);
/** RFC 9053 §2.1, §2.2. */
const ES256 = cbor.integer(-7);
const EDDSA = cbor.integer(-8);

/** RFC 9052 §4.4. */
const toBeSigned = (header: Uint8Array, payload: Uint8Array): Uint8Array =>
  cbor.array(cbor.text('Signature1'), header, cbor.bytes(new Uint8Array()), cbor.bytes(payload));

/** A COSE_Sign1 over a detached claim by ES256, padded to its room (C2PA 2.2 §13.2): CBOR is written by hand, since it is no more than this. */
export function coseSignature(
  claim: Uint8Array,
  { key, chain }: { readonly key: KeyObject; readonly chain: readonly Uint8Array[] },
): Uint8Array {
  const header = cbor.bytes(cbor.map(ALGORITHM, ES256, CERTIFICATES, cbor.array(...chain.map(cbor.bytes))));
  const signature = cbor.bytes(sign('sha256', toBeSigned(header, claim), { key, dsaEncoding: 'ieee-p1363' }));
  const padded = (pad: number) =>
    cbor.tagged(
      COSE_SIGN1,
      cbor.array(header, cbor.map(cbor.text('pad'), cbor.bytes(new Uint8Array(pad))), cbor.NULL, signature),
    );
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

/** A COSE_Sign1 by Ed25519 with what it signs within (RFC 9053 §2.2). */
export function coseSigned(
  payload: Uint8Array,
  { key, contentType }: { readonly key: KeyObject; readonly contentType: string },
): Uint8Array {
  const header = cbor.bytes(cbor.map(ALGORITHM, EDDSA, CONTENT_TYPE, cbor.text(contentType)));
  const signature = sign(null, toBeSigned(header, payload), key);
  return cbor.tagged(COSE_SIGN1, cbor.array(header, cbor.map(), cbor.bytes(payload), cbor.bytes(signature)));
}
