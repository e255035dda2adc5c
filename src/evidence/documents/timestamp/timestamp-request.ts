import * as asn1js from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';

/** id-sha256 (RFC 5754). */
export const SHA256_OID = '2.16.840.1.101.3.4.2.1';

/**
 * The request for a timestamp over a digest (RFC 3161 §2.4.1) in DER: with a nonce, so that no earlier answer passes for this one, and with the
 * wish for the authority's certificates, so that the answer verifies by itself.
 */
export function timestampRequest({
  sha256,
  nonce,
}: {
  readonly sha256: Uint8Array;
  readonly nonce: bigint;
}): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256_OID, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: Uint8Array.from(sha256).buffer }),
    }),
    nonce: asn1js.Integer.fromBigInt(nonce),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}
